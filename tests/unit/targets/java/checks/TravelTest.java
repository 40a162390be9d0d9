import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cases.multipartbodies.MultipartClient;
import cases.multipartbodies.Upload;
import cases.multipartbodies.models.UploadFilesRequest;
import cases.paging.PagingAsyncClient;
import cases.paging.PagingClient;
import cases.paging.models.Item;
import cases.paging.models.ListByCursorRequest;
import cases.paging.models.ListByOffsetRequest;
import cases.paging.models.ListByPageRequest;
import cases.responseheaders.ResponseHeadersClient;
import cases.responseheaders.models.ListItemsHeaders;
import cases.securityandservers.SecurityAndServersAsyncClient;
import cases.securityandservers.SecurityAndServersClient;
import cases.securityandservers.TokenGrant;
import cases.securityandservers.models.UploadRequest;
import cases.severalmediatypes.SeveralMediaTypesClient;
import cases.severalmediatypes.models.AddDocumentBody;
import cases.severalmediatypes.models.AddDocumentRequest;
import cases.severalmediatypes.models.AddDocumentResult;
import cases.severalmediatypes.models.Document;
import cases.streams.ItemStream;
import cases.streams.StreamsAsyncClient;
import cases.streams.StreamsClient;
import cases.streams.errors.ConnectionLostException;
import cases.streams.errors.DecodeException;
import cases.streams.errors.ReadTimeoutException;
import cases.streams.models.AnswerRequest;
import cases.streams.models.Piece;
import cases.streams.models.Tick;
import cases.streams.models.WatchResponse;
import cases.webhooksandcallbacks.Webhooks;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What travels beside JSON: streams, octets, forms of parts, pages, tokens, other servers. */
class TravelTest {
  private interface Answer {
    void give(HttpExchange exchange, int number) throws IOException;
  }

  private record Seen(
      String method, String target, String type, String authorization, String body) {}

  private HttpServer server;
  private volatile Answer answer;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    seen.add(
        new Seen(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            new String(body, StandardCharsets.UTF_8)));
    answer.give(exchange, seen.size());
    exchange.close();
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if (!type.isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", type);
    }
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }

  private StreamsClient.Builder streams() {
    return StreamsClient.builder().baseUrl(url()).retries(0);
  }

  private void events(String... pieces) {
    answer =
        (exchange, number) -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          for (String piece : pieces) {
            out.write(piece.getBytes(StandardCharsets.UTF_8));
            out.flush();
          }
        };
  }

  private static <T> List<T> all(ItemStream<T> stream) {
    try (stream) {
      List<T> found = new ArrayList<>();
      stream.forEach(found::add);
      return found;
    }
  }

  @Test
  void eventsComeOneByOne() {
    events(
        "\ufeff: hello\n\ndata: {\"n\"",
        ":1}\r\n\r",
        "\nevent: x\rdata:{\"n\":\rdata: 2}\r\r",
        "data: [DONE]\n\ndata: {\"n\":3}\n\n");
    List<Tick> ticks = all(streams().build().events().listen());
    assertEquals(List.of(1L, 2L), ticks.stream().map(Tick::n).toList());
    events("data: a b\n\ndata:  c\n\ndata: lost");
    assertEquals(List.of("a b", " c"), all(streams().build().texts().readTexts()));
  }

  @Test
  void wholeEventsAreElements() {
    events("event: started\ndata: {\"id\":\"7\"}\n\nevent: stopped\ndata: {\"reason\":\"r\"}\n\n");
    List<WatchResponse> found = all(streams().build().envelopes().watch());
    assertEquals("7", ((WatchResponse.OfStarted) found.get(0)).value().data().id().orElseThrow());
    assertInstanceOf(WatchResponse.OfStopped.class, found.get(1));
  }

  @Test
  void anElementIsThereBeforeTheNextIsSent() throws Exception {
    answer =
        (exchange, number) -> {
          exchange.getResponseHeaders().set("Content-Type", "application/jsonl");
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write("{\"n\":1}\n\n".getBytes(StandardCharsets.UTF_8));
          out.flush();
          sleep(1500);
        };
    try (StreamsClient client = streams().readTimeout(Duration.ofMillis(500)).build();
        ItemStream<Tick> lines = client.lines().readLines()) {
      Iterator<Tick> each = lines.iterator();
      assertEquals(1, each.next().n());
      long before = System.nanoTime();
      assertThrows(ReadTimeoutException.class, each::hasNext);
      assertTrue(System.nanoTime() - before < 1_200_000_000L);
    }
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException error) {
      throw new IllegalStateException(error);
    }
  }

  @Test
  void whatIsWrongInAStreamIsTold() {
    events("data: {\"n\":1}\n\ndata: {\"n\":\"x\"}\n\n");
    Iterator<Tick> ticks = streams().build().events().listen().iterator();
    ticks.next();
    assertThrows(DecodeException.class, ticks::next);
    events("data: nothing\n\n");
    Iterator<Tick> broken = streams().build().events().listen().iterator();
    assertThrows(DecodeException.class, broken::next);
    answer =
        (exchange, number) -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write("data: {\"n\":1}\n\n".getBytes(StandardCharsets.UTF_8));
        };
    Iterator<Tick> cut = streams().build().events().listen().iterator();
    assertEquals(1, cut.next().n());
    assertThrows(ConnectionLostException.class, cut::next);
  }

  @Test
  void wholeAndStreamAreTwoMethods() {
    AnswerRequest request = AnswerRequest.builder().question("q").build();
    answer = (exchange, number) -> send(exchange, 200, "application/json", "{\"text\":\"t\"}");
    StreamsClient client = streams().build();
    assertEquals("t", client.answers().answer(request).text().orElseThrow());
    events("data: {\"delta\":\"a\"}\n\n");
    List<Piece> pieces = all(client.answers().answerStream(request));
    assertEquals("a", pieces.get(0).delta().orElseThrow());
    StreamsAsyncClient other = StreamsAsyncClient.builder().baseUrl(url()).retries(0).build();
    List<Piece> taken = new CopyOnWriteArrayList<>();
    other
        .answers()
        .answerStream(request)
        .thenCompose(stream -> stream.forEachAsync(taken::add))
        .join();
    assertEquals(pieces, taken);
  }

  @Test
  void octetsComeAndGo() throws IOException {
    answer = (exchange, number) -> send(exchange, 200, "application/octet-stream", "abc");
    StreamsClient client = streams().build();
    try (InputStream stream = client.download().download()) {
      assertArrayEquals("abc".getBytes(StandardCharsets.UTF_8), stream.readAllBytes());
    }
    answer = (exchange, number) -> send(exchange, number % 2 == 0 ? 503 : 204, "", "");
    client = streams().retries(2).build();
    cases.streams.models.UploadRequest.Builder upload =
        cases.streams.models.UploadRequest.builder();
    client.upload().upload(upload.body("abc".getBytes(StandardCharsets.UTF_8)).build());
    assertEquals(3, seen.size());
    assertEquals("abc", seen.get(2).body());
    InputStream once = new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8));
    StreamsClient last = client;
    assertThrows(
        cases.streams.errors.ServerException.class,
        () -> last.upload().upload(upload.body(cases.streams.Upload.of(once)).build()));
    assertEquals(4, seen.size());
  }

  @Test
  void formsOfPartsAreWrittenAsBrowsersDo() {
    answer = (exchange, number) -> send(exchange, 200, "application/json", "[]");
    MultipartClient client =
        MultipartClient.builder().baseUrl(url()).newKey(() -> new UUID(0, 1)).build();
    byte[] one = "1".getBytes(StandardCharsets.UTF_8);
    client
        .files()
        .uploadFiles(
            UploadFilesRequest.builder()
                .file(Upload.of(one).named("a\"\r\n.txt").as("text/plain"))
                .files(List.of(Upload.of(one), Upload.of(one).header("X-A", "b")))
                .title("é")
                .count(3L)
                .tags(List.of("x", "y"))
                .ids(List.of(1L, 2L))
                .naMe("n")
                .build());
    String mark = "--00000000000000000000000000000001\r\n";
    String form = "Content-Disposition: form-data; name=";
    assertEquals(
        "multipart/form-data; boundary=00000000000000000000000000000001", seen.get(0).type());
    String octets = "Content-Type: application/octet-stream\r\n";
    assertEquals(
        mark
            + (form
                + "\"file\"; filename=\"a%22%0D%0A.txt\"\r\nContent-Type: text/plain\r\n\r\n1\r\n")
            + mark
            + (form + "\"files\"; filename=\"files\"\r\n" + octets + "\r\n1\r\n")
            + mark
            + (form + "\"files\"; filename=\"files\"\r\n" + octets + "X-A: b\r\n\r\n1\r\n")
            + mark
            + (form + "\"title\"\r\n\r\né\r\n")
            + mark
            + (form + "\"count\"\r\n\r\n3\r\n")
            + mark
            + (form + "\"tags\"\r\n\r\nx\r\n")
            + mark
            + (form + "\"tags\"\r\n\r\ny\r\n")
            + mark
            + (form + "\"ids\"\r\n\r\n1,2\r\n")
            + mark
            + (form + "\"na%22me\"\r\n\r\nn\r\n")
            + "--00000000000000000000000000000001--\r\n",
        seen.get(0).body());
  }

  @Test
  void theCallerChoosesTheMediaTypeAndTheAnswerSaysIts() throws IOException {
    SeveralMediaTypesClient client = SeveralMediaTypesClient.builder().baseUrl(url()).build();
    Document document = Document.builder().title("t").pages(2L).build();
    answer =
        (exchange, number) ->
            send(exchange, 200, "application/vnd.acme.v2+json", "{\"titles\":[\"a\"]}");
    AddDocumentResult found =
        client.documents().addDocument(AddDocumentRequest.builder().body(document).build());
    assertEquals("{\"title\":\"t\",\"pages\":2}", seen.get(0).body());
    assertInstanceOf(AddDocumentResult.Status200VndAcmeV2Json.class, found);
    answer = (exchange, number) -> send(exchange, 200, "application/zip", "zip");
    found =
        client
            .documents()
            .addDocument(
                AddDocumentRequest.builder().body(new AddDocumentBody.Form(document)).build());
    assertEquals("title=t&pages=2", seen.get(1).body());
    InputStream octets = assertInstanceOf(AddDocumentResult.Status200Bytes.class, found).body();
    assertEquals("zip", new String(octets.readAllBytes(), StandardCharsets.UTF_8));
    answer = (exchange, number) -> send(exchange, 200, "text/plain", "fine");
    found =
        client
            .documents()
            .addDocument(
                AddDocumentRequest.builder().body(new AddDocumentBody.Text("hello")).build());
    assertEquals("text/plain; charset=utf-8", seen.get(2).type());
    assertEquals(new AddDocumentResult.Status200Text("fine"), found);
  }

  @Test
  void pagesFollowEachOther() {
    PagingClient client = PagingClient.builder().baseUrl(url()).build();
    answer =
        (exchange, number) ->
            send(
                exchange,
                200,
                "application/json",
                number == 1
                    ? "{\"data\":[{\"id\":\"1\"}],\"meta\":{\"next\":\"a b\",\"has_more\":true}}"
                    : "{\"data\":[{\"id\":\"2\"}],\"meta\":{\"next\":\"c\",\"has_more\":false}}");
    ListByCursorRequest request = ListByCursorRequest.builder().q("x").build();
    List<String> ids = client.cursor().listByCursorAll(request).stream().map(Item::id).toList();
    assertEquals(List.of("1", "2"), ids);
    assertEquals("/cursor?q=x&after=a%20b", seen.get(1).target());
    assertEquals(2, seen.size());
    seen.clear();
    answer =
        (exchange, number) ->
            send(
                exchange,
                200,
                "application/json",
                number == 1 ? "{\"items\":[\"a\",\"b\"]}" : "{\"items\":[\"c\"]}");
    assertEquals(
        List.of("a", "b", "c"),
        client.offset().listByOffsetAll(ListByOffsetRequest.builder().limit(2L).build()).stream()
            .toList());
    assertEquals("/offset?limit=2&offset=2", seen.get(1).target());
    seen.clear();
    answer =
        (exchange, number) ->
            send(
                exchange,
                200,
                "application/json",
                number == 3 ? "{\"items\":[]}" : "{\"items\":[{\"id\":\"" + number + "\"}]}");
    List<Item> taken = new CopyOnWriteArrayList<>();
    PagingAsyncClient other = PagingAsyncClient.builder().baseUrl(url()).build();
    other
        .page()
        .listByPageAll(ListByPageRequest.builder().owner("me").build())
        .forEachAsync(taken::add)
        .join();
    assertEquals(2, taken.size());
    assertEquals("/page/me?page=2", seen.get(2).target());
  }

  @Test
  void linksLeadOnAndOnlyTheirOwnServerGetsCredentials() {
    PagingClient client =
        PagingClient.builder().baseUrl(url()).header("Authorization", "secret").build();
    answer =
        (exchange, number) -> {
          if (number == 1) {
            exchange
                .getResponseHeaders()
                .add("Link", "</link?page=1>; rel=prev, </link?page=2&a=b,c>; rel=\"last next\"");
          } else if (number == 2) {
            String elsewhere = url().replace("127.0.0.1", "localhost");
            exchange.getResponseHeaders().add("Link", "<" + elsewhere + "/link?page=3>;rel=next");
          }
          send(exchange, 200, "application/json", "[{\"id\":\"" + number + "\"}]");
        };
    assertEquals(3, client.link().listByLinkAll().stream().count());
    assertEquals("/link?page=2&a=b,c", seen.get(1).target());
    assertEquals("secret", seen.get(1).authorization());
    assertEquals("/link?page=3", seen.get(2).target());
    assertEquals("null", seen.get(2).authorization());
  }

  @Test
  void headersOfAnswersHaveTypes() {
    answer =
        (exchange, number) -> {
          exchange.getResponseHeaders().set("X-Rate-Limit", "17");
          exchange.getResponseHeaders().set("X-Reset", "soon");
          exchange.getResponseHeaders().set("X-Tags", "a, b");
          exchange.getResponseHeaders().set("X-Flag", "true");
          exchange.getResponseHeaders().set("X-Info", "{\"a\":\"x\"}");
          send(exchange, 200, "application/json", "[]");
        };
    ResponseHeadersClient client = ResponseHeadersClient.builder().baseUrl(url()).build();
    ListItemsHeaders headers =
        ListItemsHeaders.of(
            client
                .items()
                .listItemsWithResponse(cases.responseheaders.RequestOptions.none())
                .headers());
    assertEquals(17L, headers.xRateLimit().orElseThrow());
    assertTrue(headers.xReset().isEmpty());
    assertEquals(List.of("a", "b"), headers.xTags().orElseThrow());
    assertTrue(headers.xFlag().orElseThrow());
    assertEquals("x", headers.xInfo().orElseThrow().a().orElseThrow());
  }

  @Test
  void tokensAreFetchedOnceAndAgainWhereTheyAreRefused() {
    answer =
        (exchange, number) -> {
          String path = exchange.getRequestURI().getPath();
          if (path.equals("/token")) {
            String token = "t" + number;
            send(
                exchange,
                200,
                "application/json",
                "{\"access_token\":\"" + token + "\",\"expires_in\":3600}");
          } else {
            send(exchange, number == 4 ? 401 : 204, "", "");
          }
        };
    TokenGrant grant =
        TokenGrant.clientCredentials("me:", "pass word").scopes("read", "write").tokenUrl("/token");
    SecurityAndServersClient client =
        SecurityAndServersClient.builder().baseUrl(url()).oauth(grant).build();
    client.oauth().oauth();
    assertEquals("grant_type=client_credentials&scope=read%20write", seen.get(0).body());
    assertEquals("Basic bWUlM0E6cGFzcyUyMHdvcmQ=", seen.get(0).authorization());
    assertEquals("Bearer t1", seen.get(1).authorization());
    client.oauth().oauth();
    assertEquals(3, seen.size());
    client.oauth().oauth();
    assertEquals("Bearer t5", seen.get(5).authorization());
    SecurityAndServersAsyncClient other =
        SecurityAndServersAsyncClient.builder()
            .baseUrl(url())
            .oauth(TokenGrant.refreshToken("r", "me", null).tokenUrl(url() + "/token"))
            .build();
    other.oauth().oauth().join();
    assertEquals("grant_type=refresh_token&refresh_token=r&client_id=me", seen.get(6).body());
    assertFalse(grant.toString().contains("pass"));
  }

  @Test
  void operationsMayHaveServersOfTheirOwn() {
    answer = (exchange, number) -> send(exchange, 204, "", "");
    SecurityAndServersClient client =
        SecurityAndServersClient.builder()
            .baseUrl(url() + "/v1")
            .bearer("b")
            .server("https://uploads.example.com/main", url() + "/up")
            .build();
    client.uploads().upload(UploadRequest.builder().body("x".getBytes()).build());
    assertEquals("/up/uploads", seen.get(0).target());
    client.uploads().listUploads();
    assertEquals("/v2/uploads", seen.get(1).target());
    client.both().both();
    assertEquals("/v1/both", seen.get(2).target());
    SecurityAndServersClient described =
        SecurityAndServersClient.builder()
            .region("us")
            .bearer("b")
            .interceptor(
                next ->
                    (request, handler) -> {
                      assertEquals("https://us.example.com/v1/both", request.uri().toString());
                      throw new IllegalStateException("seen");
                    })
            .build();
    assertThrows(IllegalStateException.class, () -> described.both().both());
  }

  @Test
  void webhooksHaveTypes() {
    byte[] json = "{\"id\":\"7\",\"subject\":null}".getBytes(StandardCharsets.UTF_8);
    assertEquals("7", Webhooks.imageAdded(json).id());
    byte[] form = "a=b+c&d=%C3%A9".getBytes(StandardCharsets.UTF_8);
    assertEquals("b c", Webhooks.form(form).a().orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> Webhooks.imageAdded(form));
  }
}
