package io.atalaya.kernel;

/**
 * Who caused a message: a person, a device's or integration's API key, or Atalaya itself (a saga, the evaluator).
 *
 * @param id the user's or API key's id, or the name of the part of the system that acted
 */
public record Actor(Type type, String id) {
    /** The kinds of actor; the name is what the audit trail shows. */
    public enum Type {
        USER,
        API_KEY,
        SYSTEM
    }

    public static Actor system(String part) {
        return new Actor(Type.SYSTEM, part);
    }
}
