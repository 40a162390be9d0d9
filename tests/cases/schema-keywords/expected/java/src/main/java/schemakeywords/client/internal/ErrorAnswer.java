package schemakeywords.client.internal;

import org.jspecify.annotations.Nullable;

/**
 * A documented answer that means failure, and whose body has a form.
 *
 * @param statuses its status codes
 * @param body its body
 * @param shape where the body keeps what, null where the API does not say
 */
public record ErrorAnswer(Statuses statuses, Body<?> body, @Nullable ErrorShape shape) {}
