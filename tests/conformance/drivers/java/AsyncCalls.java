import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.zstack.client.AsyncJob;
import org.zstack.client.RequestOptions;
import org.zstack.client.ZStackAsyncClient;
import org.zstack.client.models.AddImageRequest;
import org.zstack.client.models.AddImageResponse;
import org.zstack.client.resources.AsyncImages;

/** The client that never waits; here something has to. */
final class AsyncCalls implements Driver.Calls {
  @Override
  public JsonNode run(String baseUrl, String session, JsonNode call) {
    try (ZStackAsyncClient client =
        ZStackAsyncClient.builder().baseUrl(baseUrl).session(session).build()) {
      return run(client.images(), call);
    }
  }

  private static JsonNode run(AsyncImages images, JsonNode call) {
    RequestOptions options = Neutral.options(call);
    AddImageRequest request = Neutral.request(call);
    String action = call.get("action").textValue();
    return switch (action) {
      case "call" -> ended(images.addImage(request, options), call).toJson();
      case "raw" -> Neutral.raw(ended(images.addImageWithResponse(request, options), call));
      case "submit", "poll", "wait" ->
          follow(ended(images.submitAddImage(request, options), call), call);
      case "resume", "resume-poll" ->
          follow(images.resumeAddImage(call.get("job").textValue()), call);
      default -> throw new IllegalArgumentException("there is no action " + action);
    };
  }

  private static JsonNode follow(AsyncJob<AddImageResponse> job, JsonNode call) {
    return switch (call.get("action").textValue()) {
      case "submit" -> Neutral.job(job.id());
      case "wait", "resume" -> ended(job.await(Neutral.seconds(call.get("wait"))), call).toJson();
      default -> Neutral.polls(job.id(), call, () -> ended(job.poll(), call));
    };
  }

  private static <T> T ended(CompletableFuture<T> future, JsonNode call) {
    if (call.has("cancel_after")) {
      long millis = Math.round(call.get("cancel_after").doubleValue() * 1000);
      CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
          .execute(() -> future.cancel(true));
    }
    return future.join();
  }
}
