package io.hayate.bidder.admin;

/** Where each part of the program adds its calls to the admin port, at launch. */
public interface AdminRoutes {
    /** @param pattern such as {@code /campaigns/{id}}; a name in braces stands for one path segment */
    void add(String method, String pattern, AdminHandler handler);
}
