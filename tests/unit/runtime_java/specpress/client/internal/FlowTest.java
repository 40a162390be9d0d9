package specpress.client.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import specpress.client.Reply;
import specpress.client.errors.ConnectionFailedException;
import specpress.client.errors.ConnectionLostException;
import specpress.client.errors.ServerException;
import specpress.client.errors.TransportException;
import specpress.client.json.JsonTypes;

/** Decisions, without a network and without sleep. */
class FlowTest {
  private final List<Request> sent = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();

  private static Settings settings(int retries) {
    return new Settings(
        "https://h/base",
        Map.of(),
        "test/1",
        Map.of("key", new Credential.Scheme("Bearer", "s3cret")),
        Map.of(),
        Map.of(),
        Duration.ofMinutes(1),
        null,
        null,
        retries,
        UUID::randomUUID);
  }

  private static Operation<JsonNode> operation(String method) {
    return Operation.<JsonNode>of("op", method, "/a b/{id}")
        .answer(200, 200, Body.json(JsonTypes.ANY, "application/json"))
        .security("key")
        .build();
  }

  private static Call<JsonNode> call(String method) {
    Call<JsonNode> call = Call.of(operation(method));
    return call.path("id", Call.json(JsonTypes.STRING, "x/y"), Style.SIMPLE, false);
  }

  private <T> T play(Step<T> first, Object... answers) {
    Step<T> step = first;
    int next = 0;
    while (!(step instanceof Step.Done<T> done)) {
      if (step instanceof Step.Pause<T> pause) {
        pauses.add(pause.length());
        step = pause.then().get();
      } else if (step instanceof Step.Send<T> send) {
        sent.add(send.request());
        step = send.then().apply(outcome(send.request(), answers[next++]));
      }
    }
    assertEquals(answers.length, next);
    return done.value();
  }

  private static Outcome outcome(Request request, Object answer) {
    if (answer instanceof Integer status) {
      return outcome(request, Map.of("status", List.of(status.toString())));
    }
    if (answer instanceof String kind) {
      TransportException error =
          kind.equals("refused")
              ? new ConnectionFailedException("no", request.info(), null)
              : new ConnectionLostException("no", request.info(), null);
      return new Outcome.Failed(error);
    }
    @SuppressWarnings("unchecked") // the only other form
    Map<String, List<String>> fields = (Map<String, List<String>>) answer;
    HttpHeaders headers = HttpHeaders.of(fields, (name, value) -> !name.equals("status"));
    int status = Integer.parseInt(fields.get("status").get(0));
    byte[] content = "{}".getBytes(StandardCharsets.UTF_8);
    return new Outcome.Answered(new Reply(status, headers, content, request.info()));
  }

  @Test
  void addressesAndHeaders() {
    play(Attempts.call(settings(0), call("GET")), 200);
    assertEquals("https://h/base/a%20b/x%2Fy", sent.get(0).url());
    Map<String, String> shown = sent.get(0).info().headers();
    assertEquals("***", shown.get("Authorization"));
    assertEquals("gzip", shown.get("Accept-Encoding"));
    assertTrue(sent.get(0).headers().contains(new Pair("Authorization", "Bearer s3cret")));
  }

  @Test
  void whatIsSafeIsRepeated() {
    play(Attempts.call(settings(4), call("GET")), "lost", 503, 408, 504, 200);
    assertEquals(5, sent.size());
    for (int attempt = 0; attempt < pauses.size(); attempt++) {
      long most = Math.round(500 * Math.pow(2, attempt));
      assertTrue(pauses.get(attempt).toMillis() <= most, pauses.toString());
    }
  }

  @Test
  void whatIsNotSafeIsNot() {
    assertThrows(ServerException.class, () -> play(Attempts.call(settings(4), call("POST")), 503));
    assertThrows(
        ConnectionLostException.class,
        () -> play(Attempts.call(settings(4), call("POST")), "lost"));
    play(Attempts.call(settings(4), call("POST")), "refused", 200);
    assertThrows(ServerException.class, () -> play(Attempts.call(settings(4), call("GET")), 500));
  }

  @Test
  void retryAfterIsHonouredUnlessItIsTooLong() {
    Map<String, List<String>> soon = Map.of("status", List.of("429"), "Retry-After", List.of("7"));
    play(Attempts.call(settings(1), call("GET")), soon, 200);
    assertEquals(List.of(Duration.ofSeconds(7)), pauses);
    Map<String, List<String>> late =
        Map.of("status", List.of("503"), "Retry-After", List.of("99999999999999999999"));
    assertThrows(ServerException.class, () -> play(Attempts.call(settings(1), call("GET")), late));
  }

  @Test
  void datesOfThreeForms() {
    for (String date : List.of("Sun, 06 Nov 1994 08:49:37 GMT", "Sun Nov  6 08:49:37 1994")) {
      Map<String, List<String>> fields =
          Map.of(
              "status", List.of("503"),
              "Date", List.of("Sun, 06 Nov 1994 08:49:00 GMT"),
              "Retry-After", List.of(date));
      Request request = Requests.of(settings(0), call("GET"));
      Outcome.Answered answered =
          assertInstanceOf(Outcome.Answered.class, outcome(request, fields));
      assertEquals(Optional.of(Duration.ofSeconds(37)), Retries.retryAfter(answered.reply()), date);
    }
  }

  @Test
  void redirectsStayWithTheirHost() {
    Map<String, List<String>> here =
        Map.of("status", List.of("302"), "Location", List.of("?page=2#x"));
    play(Attempts.call(settings(0), call("GET")), here, 200);
    assertEquals("https://h/base/a%20b/x%2Fy?page=2", sent.get(1).url());
    for (String there : List.of("http://h/", "https://h:444/", "https://H.example/", "//e/", "[")) {
      Map<String, List<String>> away = Map.of("status", List.of("307"), "Location", List.of(there));
      assertThrows(
          Exception.class, () -> play(Attempts.call(settings(0), call("GET")), away), there);
    }
  }

  @Test
  void percentEncoding() {
    assertEquals("a%20%2F%E9%95%9C~-._", Percent.encode("a /镜~-._"));
    assertEquals("a /镜%zz%", Percent.decode("a%20%2F%E9%95%9C%zz%"));
  }
}
