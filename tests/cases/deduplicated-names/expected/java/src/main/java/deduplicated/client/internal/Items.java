package deduplicated.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import deduplicated.client.ItemStream;
import deduplicated.client.Reply;
import deduplicated.client.errors.DecodeException;
import deduplicated.client.json.JsonType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The elements of an answer, read as they come.
 *
 * @param <T> the type of the elements
 */
final class Items<T extends @Nullable Object> implements Iterator<T> {
  private final Reply reply;
  private final Source source;
  private final JsonType<T> type;
  private final InputStream stream;
  private @Nullable JsonNode next;
  private volatile boolean ended;

  private Items(Reply reply, Source source, JsonType<T> type) {
    this.reply = reply;
    this.source = source;
    this.type = type;
    this.stream = reply.stream();
  }

  /** Where elements come from. */
  interface Source {
    /** The next element; null behind the last one. */
    @Nullable JsonNode next() throws IOException;
  }

  static <T extends @Nullable Object> ItemStream<T> of(
      Reply reply, Source source, JsonType<T> type) {
    Items<T> items = new Items<>(reply, source, type);
    return new ItemStream<>(items, items::close);
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      next = read();
      if (next == null) {
        close();
      }
    }
    return next != null;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    JsonNode element = next;
    next = null;
    try {
      if (element == null) {
        throw new NoSuchElementException();
      }
      return type.read(element);
    } catch (IllegalArgumentException error) {
      throw misfit(error);
    }
  }

  private @Nullable JsonNode read() {
    try {
      return source.next();
    } catch (IllegalArgumentException error) {
      throw misfit(error);
    } catch (IOException error) {
      if (ended) {
        return null; // somebody closed the stream
      }
      close();
      throw Sender.translated(reply.request(), error);
    }
  }

  private DecodeException misfit(IllegalArgumentException error) {
    close();
    return new DecodeException(
        reply.request().operation()
            + ": an element of the stream does not fit the documented type: "
            + error.getMessage(),
        reply,
        error);
  }

  private void close() {
    ended = true;
    try {
      stream.close();
    } catch (IOException error) {
      return; // it is closed all the same
    }
  }
}
