import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import testbenchapi.client.json.CanonicalJson;
import testbenchapi.client.json.JsonMismatchException;
import testbenchapi.client.models.Cat;
import testbenchapi.client.models.Everything;
import testbenchapi.client.models.Kind;
import testbenchapi.client.models.Level;
import testbenchapi.client.models.Loose;
import testbenchapi.client.models.Pet;

/** What types keep of what they read, and what they refuse. */
class ModelsTest {
  private static final String LEAST =
      "{\"pet\":{\"type\":\"cat\"},\"maybe\":null,\"exact\":1,\"ratio\":0.5,\"flag\":false}";

  private static Everything read(String json) {
    return Everything.fromJson(CanonicalJson.decode(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String again(String json) {
    return CanonicalJson.text(read(json).toJson());
  }

  private static String with(String members) {
    return LEAST.substring(0, LEAST.length() - 1) + "," + members + "}";
  }

  @Test
  void whatIsReadIsWrittenAgain() {
    for (String members :
        new String[] {
          "\"loose\":\"text\"",
          "\"loose\":7",
          "\"loose\":{\"id\":\"123e4567-e89b-42d3-a456-426614174000\"}",
          "\"loose\":{\"ticket\":\"t\",\"more\":[null]}",
          "\"loose\":[1]",
          "\"note\":null",
          "\"note\":\"n\"",
          "\"listOfMaybe\":[1,null]",
          "\"level\":9",
          "\"day\":\"2026-01-31\",\"price\":\"1.50\",\"octets\":\"AQI=\"",
          "\"any\":null",
          "\"any\":{\"deep\":[123456789012345678901234567890]}",
          "\"self\":" + LEAST,
          "\"class\":\"c\",\"hashCode\":\"h\"",
          "\"brandNew\":9223372036854775807",
        }) {
      assertEquals(with(members), again(with(members)));
      assertEquals(read(with(members)), read(with(members)).toBuilder().build());
      assertNotEquals(read(LEAST), read(with(members)));
    }
  }

  @Test
  void whatDoesNotFitIsToldWithItsPlace() {
    Map<String, String> wrong =
        Map.of(
            "\"exact\":\"1\"", "exact",
            "\"exact\":1.5", "exact",
            "\"exact\":9223372036854775808", "exact",
            "\"exact\":null", "exact",
            "\"small\":2147483648", "small",
            "\"names\":[\"a\",1]", "names[1]",
            "\"pet\":{\"type\":\"cat\",\"lives\":\"nine\"}", "pet.lives",
            "\"day\":\"yesterday\"", "day",
            "\"self\":{}", "self.pet");
    wrong.forEach(
        (members, path) -> {
          // A member that comes twice counts as the last one.
          JsonMismatchException error =
              assertThrows(JsonMismatchException.class, () -> read(with(members)), members);
          assertEquals(path, error.path());
        });
    assertThrows(JsonMismatchException.class, () -> read("{}"));
  }

  @Test
  void wholeFloatsAreIntegers() {
    assertEquals(90L, read(with("\"exact\":9.0E1")).exact());
    assertEquals(9007199254740993L, read(with("\"exact\":9007199254740993.0")).exact());
  }

  @Test
  void nullIsAbsentWhereItIsNoValue() {
    assertEquals(LEAST, again(with("\"names\":null,\"small\":null")));
    Everything read = read(with("\"note\":null"));
    assertTrue(read.note().isNull());
    assertTrue(read(LEAST).note().isAbsent());
    assertTrue(read.maybe().isEmpty());
  }

  @Test
  void aTagSaysWhichVariantItIs() {
    Pet cat = read(LEAST).pet();
    assertInstanceOf(Pet.OfCat.class, cat);
    Pet dog = read(with("\"pet\":{\"type\":\"dog\",\"tricks\":[]}")).pet();
    assertInstanceOf(Pet.OfDog.class, dog);
    Pet bird = read(with("\"pet\":{\"type\":\"bird\",\"wings\":2}")).pet();
    assertEquals(2, assertInstanceOf(Pet.Raw.class, bird).json().get("wings").intValue());
    assertEquals("cat", Cat.builder().build().type());
    assertInstanceOf(Loose.OfString.class, read(with("\"loose\":\"x\"")).loose().orElseThrow());
  }

  @Test
  void enumerationsAreOpen() {
    assertEquals(Kind.ROUND, Kind.of("round"));
    assertEquals("*", Kind.ASTERISK.value());
    assertTrue(Kind.of("square").isKnown());
    assertFalse(Kind.of("oval").isKnown());
    assertEquals(3, Level.known().size());
    assertEquals(9, read(with("\"level\":9")).level().orElseThrow().value());
  }

  @Test
  void objectMappersOfOthersReadAndWriteThem() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    Everything read = mapper.readValue(with("\"extra\":5"), Everything.class);
    assertEquals(Map.of("extra", 5L), read.additionalProperties());
    assertEquals(with("\"extra\":5"), mapper.writeValueAsString(read));
    assertEquals(Kind.of("x"), mapper.readValue("\"x\"", Kind.class));
  }

  @Test
  void nobodyChangesAnObjectFromOutside() {
    byte[] octets = {1, 2};
    Everything made = read(LEAST).toBuilder().octets(octets).build();
    octets[0] = 9;
    made.octets().orElseThrow()[1] = 9;
    assertTrue(Arrays.equals(new byte[] {1, 2}, made.octets().orElseThrow()));
    assertThrows(
        UnsupportedOperationException.class, () -> made.additionalProperties().put("x", 1L));
    assertTrue(made.toString().startsWith("Everything[pet="), made.toString());
    assertFalse(made.toString().contains("names"), made.toString());
  }
}
