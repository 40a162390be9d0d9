package streams.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import streams.client.ItemStream;
import streams.client.Reply;
import streams.client.errors.DecodeException;
import streams.client.json.CanonicalJson;

/**
 * The elements of all pages. A page is asked for when its first element is wanted.
 *
 * @param <T> the type of an element
 * @param <R> what the call returns
 */
final class Pages<T extends @Nullable Object, R extends @Nullable Object> implements Iterator<T> {
  private static final Pattern LINK = Pattern.compile("<([^>]*)>((?:[^,\"]|\"[^\"]*\")*)");
  private static final Pattern REL =
      Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s;\"]+))", Pattern.CASE_INSENSITIVE);

  private final PagingRule<T> paging;
  private final Supplier<Call<R>> first;
  private final Function<Call<R>, Reply> send;
  private final Deque<JsonNode> waiting = new ArrayDeque<>();
  private @Nullable Call<R> next;
  private @Nullable Reply page;
  private long position;

  private Pages(PagingRule<T> paging, Supplier<Call<R>> first, Function<Call<R>, Reply> send) {
    this.paging = paging;
    this.first = first;
    this.send = send;
    this.next = first.get();
    this.position = number(next, paging.parameter()).orElse(start());
  }

  static <T extends @Nullable Object, R extends @Nullable Object> ItemStream<T> of(
      PagingRule<T> paging, Supplier<Call<R>> first, Function<Call<R>, Reply> send) {
    Pages<T, R> pages = new Pages<>(paging, first, send);
    return new ItemStream<>(pages, pages::end);
  }

  @Override
  public boolean hasNext() {
    while (waiting.isEmpty()) {
      Call<R> call = next;
      if (call == null) {
        return false;
      }
      Reply reply = send.apply(call);
      page = reply;
      next = read(call, reply);
    }
    return true;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      return paging.item().read(waiting.remove());
    } catch (IllegalArgumentException error) {
      throw misfit(error.getMessage(), error);
    }
  }

  private void end() {
    next = null;
    waiting.clear();
  }

  private long start() {
    return paging.style() == PagingRule.Style.PAGE ? paging.first() : 0;
  }

  /** Takes the elements of a page; the call for the next one, null behind the last one. */
  private @Nullable Call<R> read(Call<R> call, Reply reply) {
    JsonNode body = CanonicalJson.decode(reply.content());
    JsonNode items = Answers.at(body, paging.items()).orElse(null);
    if (items != null && !items.isArray() && !items.isNull()) {
      throw misfit("the elements of the page are no list", null);
    }
    int count = items == null ? 0 : items.size();
    if (items != null) {
      items.forEach(waiting::add);
    }
    List<String> more = paging.more();
    boolean last =
        more != null
            && Answers.at(body, more)
                .map(value -> value.isBoolean() && !value.booleanValue())
                .orElse(false);
    return last ? null : following(call, reply, body, count);
  }

  private @Nullable Call<R> following(Call<R> call, Reply reply, JsonNode body, int count) {
    switch (paging.style()) {
      case LINK -> {
        return link(reply).map(url -> moved(call, reply, url)).orElse(null);
      }
      case CURSOR -> {
        Optional<String> cursor =
            paging.cursorHeader().isEmpty()
                ? Answers.at(body, paging.cursor())
                    .filter(value -> value.isValueNode() && !value.isNull())
                    .map(CanonicalJson::scalarText)
                : reply.headers().firstValue(paging.cursorHeader());
        return cursor.filter(text -> !text.isEmpty()).map(this::turned).orElse(null);
      }
      default -> {
        long size = number(call, paging.size()).orElse(0L);
        if (count == 0 || count < size) {
          return null;
        }
        position += paging.style() == PagingRule.Style.PAGE ? 1 : count;
        return turned(Long.toString(position));
      }
    }
  }

  private Call<R> turned(String value) {
    Call<R> call = first.get();
    call.turnTo(paging.parameter(), value);
    return call;
  }

  private Call<R> moved(Call<R> call, Reply reply, String url) {
    try {
      Call<R> moved = first.get();
      moved.address =
          URI.create(call.sentTo == null ? reply.request().url() : call.sentTo)
              .resolve(url)
              .toString();
      return moved;
    } catch (IllegalArgumentException error) {
      throw misfit("the link to the next page is no URL", error);
    }
  }

  /** The target of the link to the next page (RFC 8288, section 3). */
  private static Optional<String> link(Reply reply) {
    for (String header : reply.headers().allValues("link")) {
      Matcher links = LINK.matcher(header);
      while (links.find()) {
        Matcher relation = REL.matcher(links.group(2));
        if (relation.find()) {
          String names = relation.group(1) == null ? relation.group(2) : relation.group(1);
          if (List.of(names.toLowerCase(Locale.ROOT).split("\\s+")).contains("next")) {
            return Optional.of(links.group(1));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Long> number(Call<?> call, String parameter) {
    String name = Percent.encode(parameter);
    return call.query.stream()
        .filter(pair -> pair.name().equals(name) && pair.value().matches("[0-9]{1,18}"))
        .map(pair -> Long.parseLong(pair.value()))
        .findFirst();
  }

  private DecodeException misfit(String problem, @Nullable Throwable cause) {
    Reply reply = page;
    if (reply == null) {
      throw new IllegalStateException(problem);
    }
    String operation = reply.request().operation();
    return new DecodeException(operation + ": a page does not fit: " + problem, reply, cause);
  }
}
