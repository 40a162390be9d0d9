package responseheaders.client.internal;

import org.jspecify.annotations.Nullable;

/**
 * A documented answer.
 *
 * @param statuses its status codes
 * @param body its body
 * @param <T> the value of the body
 */
public record Answer<T extends @Nullable Object>(Statuses statuses, Body<? extends T> body) {}
