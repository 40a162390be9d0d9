package responseheaders.client.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * What tells the objects of one type from those of another.
 *
 * @param isObject whether values of the type are objects with known members
 * @param names the members that the type knows
 * @param required those that are always there
 * @param constants those that have one value only
 */
public record ObjectShape(
    boolean isObject, Set<String> names, Set<String> required, Map<String, JsonNode> constants) {

  /** The shape of a type that has no known members. */
  public static final ObjectShape NONE = new ObjectShape(false, Set.of(), Set.of(), Map.of());

  /**
   * Whether an object may be of this type: its required members are there, its constants agree.
   *
   * @param object a JSON object
   * @return whether nothing speaks against it
   */
  boolean allows(JsonNode object) {
    return isObject
        && required.stream().allMatch(object::has)
        && constants.entrySet().stream()
            .allMatch(
                entry ->
                    !object.has(entry.getKey())
                        || object.get(entry.getKey()).equals(entry.getValue()));
  }

  /**
   * How badly an object fits: constants that agree count most, then members that are not known,
   * then members that are not there.
   *
   * @param object a JSON object that the shape allows
   * @return the fewer the better
   */
  long misfit(JsonNode object) {
    long agreed = constants.keySet().stream().filter(object::has).count();
    long known = names.stream().filter(object::has).count();
    return (-agreed * 1_000_000 + (object.size() - known)) * 1_000_000 + names.size() - known;
  }
}
