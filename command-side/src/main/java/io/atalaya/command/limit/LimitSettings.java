package io.atalaya.command.limit;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much anybody may ask for, on each node.
 *
 * @param perAddress requests without a valid credential, and those that log in, from one address; all addresses of an
 *     IPv6 network of 64 bits count as one
 * @param perUser requests of one user
 * @param perKey requests of one API key that names no limit of its own
 * @param authentication wrong passwords or codes for one account from one address, and mails that an address asks for
 *     to one mailbox
 * @param mails mails to one mailbox that anybody without a credential asks for, from whichever address
 * @param maxTracked addresses, users, keys, accounts and mailboxes that are remembered at once, of each; beyond that,
 *     the ones that are seen least are forgotten
 */
public record LimitSettings(
        @DefaultValue("100/PT15M") Allowance perAddress,
        @DefaultValue("1000/PT1M") Allowance perUser,
        @DefaultValue("10000/PT1H") Allowance perKey,
        @DefaultValue("5/PT15M") Allowance authentication,
        @DefaultValue("10/PT15M") Allowance mails,
        @DefaultValue("50000") int maxTracked) {}
