package circles.client.internal;

import circles.client.Reply;
import org.jspecify.annotations.Nullable;

/**
 * What a call returns, and the answer that it was in.
 *
 * @param reply the last answer
 * @param value what the call returns
 * @param <T> what the call returns
 */
record Result<T extends @Nullable Object>(Reply reply, T value) {}
