package specpress.client.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  private static String again(String json) {
    return CanonicalJson.text(CanonicalJson.decode(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void numbersThatAreWholeAreIntegers() {
    Map<String, String> forms =
        Map.of(
            "0.0", "0",
            "-0.0", "0",
            "1.073741824E10", "10737418240",
            "9007199254740993.0", "9007199254740993",
            "123456789012345678901234567890", "123456789012345678901234567890",
            "1e22", "10000000000000000000000",
            "0.10", "0.1",
            "-1.50", "-1.5",
            "1E-7", "1e-7",
            "2.5e-300", "2.5e-300");
    forms.forEach((read, written) -> assertEquals(written, again(read), read));
  }

  /** The numbers of RFC 8785, appendix B, and those that JDK 17 writes with too many digits. */
  @Test
  void doublesAreWrittenLikeEcmaScript() {
    Map<Double, String> forms =
        Map.of(
            0.0, "0",
            5e-324, "5e-324",
            1.7976931348623157e308, "1.7976931348623157e+308",
            9007199254740992.0, "9007199254740992",
            295147905179352830000.0, "295147905179352830000",
            9.999999999999997e22, "9.999999999999997e+22",
            1e23, "1e+23",
            333333333.33333329, "333333333.3333333",
            2.0e-3, "0.002",
            5.684341886080802e-14, "5.684341886080802e-14");
    forms.forEach((number, written) -> assertEquals(written, DoubleText.of(number)));
    assertThrows(IllegalArgumentException.class, () -> DoubleText.of(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> DoubleText.of(Double.POSITIVE_INFINITY));
  }

  @Test
  void textsEscapeWhatTheyMust() {
    String text = "\b\t\n\f\r\u0000\u001f\"\\/\u007f\u2028<&>镜🐧";
    assertEquals(
        "\"\\b\\t\\n\\f\\r\\u0000\\u001f\\\"\\\\/\u007f\u2028<&>镜🐧\"",
        CanonicalJson.text(JsonNodeFactory.instance.textNode(text)));
    assertThrows(
        IllegalArgumentException.class,
        () -> CanonicalJson.encode(JsonNodeFactory.instance.textNode("\ud800")));
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (String text :
        new String[] {"", " ", "{}{}", "NaN", "[1,]", "{\"a\":1", "01", "1e401", "'a'"}) {
      assertThrows(IllegalArgumentException.class, () -> again(text), text);
    }
    String deep = "[".repeat(20_000) + "]".repeat(20_000);
    assertThrows(IllegalArgumentException.class, () -> again(deep));
    byte[] latin = {'"', (byte) 0xff, '"'};
    assertThrows(IllegalArgumentException.class, () -> CanonicalJson.decode(latin));
  }

  @Test
  void membersKeepTheirOrderAndAByteOrderMarkIsNoHarm() {
    assertEquals(
        "{\"b\":[],\"a\":{},\"\":null}", again("\ufeff{\"b\": [], \"a\": {}, \"\": null}"));
  }
}
