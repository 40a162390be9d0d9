package keywordarguments.client;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Elements that the server sends one by one. They can be taken once; whoever does not take all of
 * them closes the stream.
 *
 * <p>Taking an element waits for it, and throws an {@code ApiException} where the connection breaks
 * or an element is not what the API documents.
 *
 * @param <T> the type of the elements
 */
public final class ItemStream<T extends @Nullable Object> implements Iterable<T>, AutoCloseable {
  private final Iterator<T> items;
  private final Runnable end;
  private boolean taken;

  /**
   * Made by a client.
   *
   * @param items the elements
   * @param end gives the connection up
   */
  public ItemStream(Iterator<T> items, Runnable end) {
    this.items = items;
    this.end = end;
  }

  /**
   * The elements, once.
   *
   * @return the elements
   * @throws IllegalStateException where they were taken before
   */
  @Override
  public Iterator<T> iterator() {
    if (taken) {
      throw new IllegalStateException("the elements of a stream can be taken once");
    }
    taken = true;
    return items;
  }

  /** {@return the elements, once, as a stream that closes this one} */
  public Stream<T> stream() {
    Spliterator<T> all = Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED);
    return StreamSupport.stream(all, false).onClose(this::close);
  }

  /**
   * Gives each element to {@code each} in a thread of its own, and closes the stream.
   *
   * @param each takes an element
   * @return done when all elements were taken; cancelling it closes the stream
   */
  public CompletableFuture<@Nullable Void> forEachAsync(Consumer<? super T> each) {
    Iterator<T> all = iterator();
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try (this) {
                while (!done.isDone() && all.hasNext()) {
                  each.accept(all.next());
                }
                done.complete(null);
              } catch (RuntimeException | Error error) {
                done.completeExceptionally(error);
              }
            },
            "api-client-stream");
    thread.setDaemon(true);
    done.whenComplete((nothing, error) -> close());
    thread.start();
    return done;
  }

  /** Ends the stream and gives its connection up. */
  @Override
  public void close() {
    end.run();
  }
}
