package defaults.client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Values of one of several types.
 *
 * <p>An object whose tag is known is of the type that the tag names, and must fit it. Where there
 * is no tag, an object is of the type that knows the most of its members, has all its required ones
 * there, and agrees with its constants, which count most. A value that fits no type is kept as it
 * is: a new variant of the API is no failure.
 *
 * @param <U> the type of the values
 */
public final class UnionType<U> implements JsonType<U> {
  private final String tag;
  private final Function<JsonNode, U> raw;
  private final List<Variant<U, ?, ?>> variants = new ArrayList<>();

  private UnionType(String tag, Function<JsonNode, U> raw) {
    this.tag = tag;
    this.raw = raw;
  }

  /**
   * A type without variants.
   *
   * @param tag the member that says which variant an object is, empty where none does
   * @param raw keeps a value that fits no variant
   * @param <U> the type of the values
   * @return the type
   */
  public static <U> UnionType<U> of(String tag, Function<JsonNode, U> raw) {
    return new UnionType<>(tag, raw);
  }

  /**
   * Adds a variant.
   *
   * @param kind the class of the variant
   * @param type the type of what it holds
   * @param wrap makes the variant of it
   * @param unwrap takes it out again
   * @param tags the values of the tag that mean this variant
   * @param <V> the class of the variant
   * @param <T> the type of what it holds
   * @return this
   */
  public <V extends U, T> UnionType<U> variant(
      Class<V> kind, JsonType<T> type, Function<T, V> wrap, Function<V, T> unwrap, String... tags) {
    variants.add(new Variant<>(kind, type, wrap, unwrap, Arrays.asList(tags)));
    return this;
  }

  @Override
  public U read(JsonNode node) {
    if (!node.isObject()) {
      return firstThatFits(variants, node);
    }
    JsonNode tagged = tag.isEmpty() ? null : node.get(tag);
    if (tagged != null) {
      for (Variant<U, ?, ?> variant : variants) {
        if (tagged.isTextual() && variant.tags.contains(tagged.textValue())) {
          return variant.read(node);
        }
      }
      return firstThatFits(
          variants.stream().filter(one -> !one.type.shape().isObject()).toList(), node);
    }
    List<Variant<U, ?, ?>> ranked =
        variants.stream()
            .filter(one -> one.type.shape().allows(node) || !one.type.shape().isObject())
            .sorted(Comparator.comparingLong(one -> one.misfit(node)))
            .toList();
    return firstThatFits(ranked, node);
  }

  @Override
  public JsonNode write(U value) {
    for (Variant<U, ?, ?> variant : variants) {
      if (variant.kind.isInstance(value)) {
        return variant.write(value);
      }
    }
    if (value instanceof RawJson kept) {
      return kept.json();
    }
    throw new IllegalArgumentException(value + " is none of the variants");
  }

  private U firstThatFits(List<Variant<U, ?, ?>> candidates, JsonNode node) {
    for (Variant<U, ?, ?> candidate : candidates) {
      try {
        return candidate.read(node);
      } catch (JsonMismatchException error) {
        continue; // another one may fit
      }
    }
    return raw.apply(node);
  }

  private record Variant<U, V extends U, T>(
      Class<V> kind,
      JsonType<T> type,
      Function<T, V> wrap,
      Function<V, T> unwrap,
      List<String> tags) {

    V read(JsonNode node) {
      return wrap.apply(type.read(node));
    }

    JsonNode write(U value) {
      return type.write(unwrap.apply(kind.cast(value)));
    }

    long misfit(JsonNode node) {
      ObjectShape shape = type.shape();
      return shape.isObject() ? shape.misfit(node) : Long.MAX_VALUE;
    }
  }
}
