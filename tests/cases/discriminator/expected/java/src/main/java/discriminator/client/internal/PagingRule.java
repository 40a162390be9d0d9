package discriminator.client.internal;

import discriminator.client.json.JsonType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a long list comes in pages.
 *
 * @param style what leads from one page to the next
 * @param items the path from the body to the list
 * @param item the type of an element
 * @param parameter the query parameter that moves, empty where a link leads on
 * @param cursor the path of the next cursor in the body
 * @param cursorHeader the header with the next cursor, empty where it is in the body
 * @param more the path of what is false on the last page, null where there is none
 * @param size the query parameter that says how long a page is, empty where there is none
 * @param first the number of the first page
 * @param <T> the type of an element
 */
public record PagingRule<T extends @Nullable Object>(
    Style style,
    List<String> items,
    JsonType<T> item,
    String parameter,
    List<String> cursor,
    String cursorHeader,
    @Nullable List<String> more,
    String size,
    int first) {

  /** What leads from one page to the next. */
  public enum Style {
    /** The header Link. */
    LINK,
    /** A value of the answer. */
    CURSOR,
    /** The number of elements before the page. */
    OFFSET,
    /** The number of the page. */
    PAGE
  }

  private static <T extends @Nullable Object> PagingRule<T> of(
      Style style, List<String> items, JsonType<T> item, String parameter) {
    return new PagingRule<>(style, items, item, parameter, List.of(), "", null, "", 1);
  }

  /**
   * Pages that link to each other (RFC 8288).
   *
   * @param items the path from the body to the list
   * @param item the type of an element
   * @param <T> the type of an element
   * @return the paging
   */
  public static <T extends @Nullable Object> PagingRule<T> link(
      List<String> items, JsonType<T> item) {
    return of(Style.LINK, items, item, "");
  }

  /**
   * Pages whose bodies have the cursor of the next one.
   *
   * @param items the path from the body to the list
   * @param item the type of an element
   * @param parameter the query parameter for the cursor
   * @param cursor the path of the next cursor
   * @param <T> the type of an element
   * @return the paging
   */
  public static <T extends @Nullable Object> PagingRule<T> cursor(
      List<String> items, JsonType<T> item, String parameter, List<String> cursor) {
    return new PagingRule<>(Style.CURSOR, items, item, parameter, cursor, "", null, "", 1);
  }

  /**
   * Pages with the cursor of the next one in a header.
   *
   * @param items the path from the body to the list
   * @param item the type of an element
   * @param parameter the query parameter for the cursor
   * @param header the header with the next cursor
   * @param <T> the type of an element
   * @return the paging
   */
  public static <T extends @Nullable Object> PagingRule<T> headerCursor(
      List<String> items, JsonType<T> item, String parameter, String header) {
    return new PagingRule<>(Style.CURSOR, items, item, parameter, List.of(), header, null, "", 1);
  }

  /**
   * Pages that begin behind a number of elements.
   *
   * @param items the path from the body to the list
   * @param item the type of an element
   * @param parameter the query parameter for that number
   * @param <T> the type of an element
   * @return the paging
   */
  public static <T extends @Nullable Object> PagingRule<T> offset(
      List<String> items, JsonType<T> item, String parameter) {
    return of(Style.OFFSET, items, item, parameter);
  }

  /**
   * Pages with numbers.
   *
   * @param items the path from the body to the list
   * @param item the type of an element
   * @param parameter the query parameter for the number
   * @param first the number of the first page
   * @param <T> the type of an element
   * @return the paging
   */
  public static <T extends @Nullable Object> PagingRule<T> page(
      List<String> items, JsonType<T> item, String parameter, int first) {
    return new PagingRule<>(Style.PAGE, items, item, parameter, List.of(), "", null, "", first);
  }

  /**
   * The same with a value that is false on the last page.
   *
   * @param path the path of the value in the body
   * @return the paging
   */
  public PagingRule<T> more(List<String> path) {
    return new PagingRule<>(style, items, item, parameter, cursor, cursorHeader, path, size, first);
  }

  /**
   * The same with a parameter for the length of a page.
   *
   * @param name the query parameter
   * @return the paging
   */
  public PagingRule<T> size(String name) {
    return new PagingRule<>(style, items, item, parameter, cursor, cursorHeader, more, name, first);
  }
}
