package io.atalaya.contract.rule;

/** How many of a rule's conditions make a breach. */
public enum Join {
    /** Every one of them holds, by the last known value of its metric. */
    ALL,
    /** At least one of them holds. */
    ANY
}
