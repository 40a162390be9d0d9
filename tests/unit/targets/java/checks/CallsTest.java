import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import testbenchapi.client.RawResponse;
import testbenchapi.client.RequestOptions;
import testbenchapi.client.TestBenchApiAsyncClient;
import testbenchapi.client.TestBenchApiClient;
import testbenchapi.client.errors.ConfigurationException;
import testbenchapi.client.errors.ConflictException;
import testbenchapi.client.errors.DecodeException;
import testbenchapi.client.models.CreateWidgetRequest;
import testbenchapi.client.models.CreateWidgetResult;
import testbenchapi.client.models.ListPartsRequest;
import testbenchapi.client.models.Part;
import testbenchapi.client.models.Problem;
import testbenchapi.client.models.PutBlobRequest;
import testbenchapi.client.models.PutNoteRequest;
import testbenchapi.client.models.SearchWidgetsRequest;
import testbenchapi.client.models.SendFormRequest;
import testbenchapi.client.models.Widget;

/** What generated calls send, and what they make of the answers. */
class CallsTest {
  private HttpServer server;
  private String answer = "{}";
  private int status = 200;
  private String target = "";
  private String body = "";
  private Map<String, List<String>> headers = Map.of();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    target = exchange.getRequestURI().toString();
    headers = Map.copyOf(exchange.getRequestHeaders());
    body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    byte[] content = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, status == 204 ? -1 : content.length);
    exchange.getResponseBody().write(status == 204 ? new byte[0] : content);
    exchange.close();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private TestBenchApiClient.Builder builder() {
    return TestBenchApiClient.builder().baseUrl(url()).key("k3y").retries(0);
  }

  @Test
  void parametersInEveryPlaceAndStyle() {
    answer = "[{\"id\":\"123e4567-e89b-42d3-a456-426614174000\"}]";
    List<Part> parts =
        builder()
            .build()
            .widgets()
            .listParts(
                ListPartsRequest.builder()
                    .widgetId(7)
                    .path(List.of("a b", "c/d"))
                    .label(List.of(1L, 2L))
                    .tags(List.of("x", "y"))
                    .ids(List.of(1L, 2L))
                    .filter(Map.of("a", "1"))
                    .since(OffsetDateTime.of(2026, 1, 31, 0, 0, 0, 0, ZoneOffset.UTC))
                    .where(Widget.builder().name("w").build())
                    .raw("a/b?c d&e")
                    .xTrace("t")
                    .flavour("mint")
                    .build());
    assertEquals(
        "/v1/widgets/7/parts/;path=a%20b,c%2Fd/.1.2?tags=x&tags=y&ids=1%7C2&filter%5Ba%5D=1"
            + "&since=2026-01-31T00%3A00%3A00Z&where=%7B%22name%22%3A%22w%22%7D"
            + "&raw=a/b?c%20d%26e",
        target);
    assertEquals(List.of("t"), headers.get("X-trace"));
    assertEquals(List.of("flavour=mint"), headers.get("Cookie"));
    assertEquals(List.of("k3y"), headers.get("X-key"));
    assertEquals(List.of("application/json, application/problem+json"), headers.get("Accept"));
    assertEquals("123e4567-e89b-42d3-a456-426614174000", parts.get(0).id().toString());
  }

  @Test
  void aPathThatLeadsElsewhereIsRefused() {
    ListPartsRequest.Builder request = ListPartsRequest.builder().widgetId(7).path(List.of());
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> builder().build().widgets().listParts(request.label(List.of()).build()));
    assertTrue(error.getMessage().startsWith("label must not be"), error.getMessage());
    assertEquals("", target);
  }

  @Test
  void theStatusSaysWhichTypeComesBack() {
    TestBenchApiClient client = builder().build();
    CreateWidgetRequest request =
        CreateWidgetRequest.builder().body(Widget.builder().name("é").build()).build();
    status = 202;
    answer = "{\"ticket\":\"t\"}";
    CreateWidgetResult later = client.widgets().createWidget(request);
    assertEquals("{\"name\":\"é\"}", body);
    assertEquals("t", assertInstanceOf(CreateWidgetResult.Status202.class, later).body().ticket());
    status = 204;
    CreateWidgetResult nothing = client.widgets().createWidget(request);
    assertInstanceOf(CreateWidgetResult.Status204.class, nothing);
    status = 409;
    answer = "{\"type\":\"twice\",\"title\":\"Again\"}";
    ConflictException conflict =
        assertThrows(ConflictException.class, () -> client.widgets().createWidget(request));
    assertEquals("twice", conflict.code().orElseThrow());
    assertEquals("Again", conflict.body(Problem.class).orElseThrow().title().orElseThrow());
    status = 205;
    assertThrows(DecodeException.class, () -> client.widgets().createWidget(request));
  }

  @Test
  void argumentsOfABodyKeepNullAndAbsentApart() {
    TestBenchApiClient client =
        TestBenchApiClient.builder().baseUrl(url()).basic("me", "pass word").retries(0).build();
    answer = "{\"a\":9007199254740993.0}";
    SearchWidgetsRequest.Builder search = SearchWidgetsRequest.builder().text("x");
    Map<String, Long> found = client.widgets().searchWidgets(search.build());
    assertEquals(Map.of("a", 9007199254740993L), found);
    assertEquals("{\"text\":\"x\"}", body);
    assertEquals(List.of("Basic bWU6cGFzcyB3b3Jk"), headers.get("Authorization"));
    client.widgets().searchWidgets(search.page(null).build());
    assertEquals("{\"text\":\"x\",\"page\":null}", body);
    client.widgets().searchWidgets(search.page(0L).list(List.of()).build());
    assertEquals("{\"text\":\"x\",\"page\":0,\"list\":[]}", body);
  }

  @Test
  void formsTextsAndOctets() {
    TestBenchApiClient client = builder().build();
    answer = "fine ✓";
    SendFormRequest form = SendFormRequest.builder().name("a&b").size(List.of(1L, 2L)).build();
    assertEquals("fine ✓", client.otherThings().sendForm(form));
    assertEquals("name=a%26b&size=1&size=2", body);
    byte[] blob = {1, 2, 3};
    client.otherThings().putBlob(PutBlobRequest.builder().body(blob).build());
    assertEquals("\1\2\3", body);
    client.otherThings().putNote(PutNoteRequest.builder().body("note").build());
    assertEquals(List.of("text/plain; charset=utf-8"), headers.get("Content-type"));
    client.otherThings().putNote();
    assertEquals("", body);
    assertNull(headers.get("Content-type"));
  }

  @Test
  void aSecretInTheQueryIsSentAndNotShown() {
    TestBenchApiClient client =
        TestBenchApiClient.builder().baseUrl(url()).query("s3cret").retries(0).build();
    RawResponse<?> raw = client.otherThings().importWithResponse(RequestOptions.none());
    assertEquals("/v1/import?api_key=s3cret", target);
    assertEquals(200, raw.status());
    status = 500;
    answer = "s3cret is wrong";
    Exception error = assertThrows(Exception.class, () -> client.otherThings().import_());
    assertFalse(error.toString().contains("s3cret"), error.toString());
  }

  @Test
  void whatIsMissingIsToldBeforeAnythingIsSent() {
    TestBenchApiClient client = TestBenchApiClient.builder().baseUrl(url()).build();
    ConfigurationException error =
        assertThrows(ConfigurationException.class, () -> client.otherThings().import_());
    assertTrue(error.getMessage().contains("TEST_BENCH_API_COOKIE"), error.getMessage());
    assertEquals("", target);
    assertThrows(IllegalStateException.class, () -> ListPartsRequest.builder().widgetId(7).build());
    HttpClient follows =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    assertThrows(ConfigurationException.class, () -> builder().httpClient(follows).build());
  }

  @Test
  void interceptorsSeeEachRequest() {
    AtomicInteger seen = new AtomicInteger();
    TestBenchApiClient client =
        builder()
            .interceptor(
                next ->
                    (request, handler) -> {
                      seen.incrementAndGet();
                      return next.send(request, handler);
                    })
            .build();
    client.otherThings().putNote();
    assertEquals(1, seen.get());
  }

  @Test
  void theTwinSendsTheSame() {
    TestBenchApiAsyncClient client =
        TestBenchApiAsyncClient.builder().baseUrl(url()).key("k3y").retries(0).build();
    client.otherThings().putNote(PutNoteRequest.builder().body("note").build()).join();
    assertEquals("note", body);
    assertTrue(
        client
            .widgets()
            .createWidget(
                CreateWidgetRequest.builder().body(Widget.builder().name("w").build()).build())
            .handle((result, error) -> error instanceof DecodeException)
            .join());
  }
}
