package specpress.client.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTypesTest {
  private static JsonNode text(String value) {
    return JsonNodeFactory.instance.textNode(value);
  }

  private static JsonNode number(String value) {
    return JsonNodeFactory.instance.numberNode(new BigDecimal(value));
  }

  @Test
  void momentsAreReadInManyFormsAndWrittenInOne() {
    Map<String, String> forms =
        Map.of(
            "2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z",
            "2026-01-31t12:00:00z", "2026-01-31T12:00:00Z",
            "2026-01-31 12:00:00.5+08:00", "2026-01-31T12:00:00.500000+08:00",
            "2026-01-31T12:00:00+0800", "2026-01-31T12:00:00+08:00",
            "2026-01-31T12:00:00-08", "2026-01-31T12:00:00-08:00",
            "2026-01-31T12:00:00", "2026-01-31T12:00:00Z",
            "2026-01-31T12:00", "2026-01-31T12:00:00Z",
            "2026-01-31T12:00:00.123456789Z", "2026-01-31T12:00:00.123456789Z");
    forms.forEach(
        (read, written) ->
            assertEquals(
                text(written), JsonTypes.DATE_TIME.write(JsonTypes.DATE_TIME.read(text(read)))));
    assertThrows(JsonMismatchException.class, () -> JsonTypes.DATE_TIME.read(text("yesterday")));
  }

  @Test
  void integersAreExact() {
    assertEquals(Long.MAX_VALUE, JsonTypes.LONG.read(number("9223372036854775807.0")));
    assertEquals(10L, JsonTypes.LONG.read(number("1E+1")));
    for (String wrong : List.of("0.5", "9223372036854775808", "1E+999999999", "1E-999999999")) {
      assertThrows(JsonMismatchException.class, () -> JsonTypes.LONG.read(number(wrong)), wrong);
    }
    assertThrows(JsonMismatchException.class, () -> JsonTypes.INTEGER.read(number("2147483648")));
    assertThrows(JsonMismatchException.class, () -> JsonTypes.LONG.read(text("1")));
  }

  @Test
  void textsHoldOtherValues() {
    byte[] octets = {-1, 0, 1};
    assertEquals(text("/wAB"), JsonTypes.BASE64.write(octets));
    assertEquals(3, JsonTypes.BASE64.read(text("_wAB")).length);
    assertEquals(new BigDecimal("1.50"), JsonTypes.DECIMAL.read(text("1.50")));
    assertEquals(text("150"), JsonTypes.DECIMAL.write(new BigDecimal("1.5E+2")));
    assertThrows(JsonMismatchException.class, () -> JsonTypes.UUID_TEXT.read(text("1-1-1-1-1")));
  }

  @Test
  void placesAreTold() {
    JsonType<Map<String, List<Long>>> type = JsonTypes.map(JsonTypes.list(JsonTypes.LONG));
    JsonNode wrong = CanonicalJson.decode("{\"a\":[1,true]}".getBytes());
    JsonMismatchException error = assertThrows(JsonMismatchException.class, () -> type.read(wrong));
    assertEquals(
        "a[1]: an integer of 64 bits is needed, and this is a boolean", error.getMessage());
  }
}
