import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.zstack.client.Job;
import org.zstack.client.RequestOptions;
import org.zstack.client.ZStackClient;
import org.zstack.client.models.AddImageRequest;
import org.zstack.client.models.AddImageResponse;
import org.zstack.client.resources.Images;

/** The client that waits. */
final class SyncCalls implements Driver.Calls {
  @Override
  public JsonNode run(String baseUrl, String session, JsonNode call) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    Thread caller = Thread.currentThread();
    if (call.has("cancel_after")) {
      long millis = Math.round(call.get("cancel_after").doubleValue() * 1000);
      timer.schedule(caller::interrupt, millis, TimeUnit.MILLISECONDS);
    }
    try (ZStackClient client = ZStackClient.builder().baseUrl(baseUrl).session(session).build()) {
      return run(client.images(), call);
    } finally {
      timer.shutdownNow();
      Thread.interrupted();
    }
  }

  private static JsonNode run(Images images, JsonNode call) {
    RequestOptions options = Neutral.options(call);
    AddImageRequest request = Neutral.request(call);
    String action = call.get("action").textValue();
    return switch (action) {
      case "call" -> images.addImage(request, options).toJson();
      case "raw" -> Neutral.raw(images.addImageWithResponse(request, options));
      case "submit", "poll", "wait" -> follow(images.submitAddImage(request, options), call);
      case "resume", "resume-poll" ->
          follow(images.resumeAddImage(call.get("job").textValue()), call);
      default -> throw new IllegalArgumentException("there is no action " + action);
    };
  }

  private static JsonNode follow(Job<AddImageResponse> job, JsonNode call) {
    return switch (call.get("action").textValue()) {
      case "submit" -> Neutral.job(job.id());
      case "wait", "resume" -> job.await(Neutral.seconds(call.get("wait"))).toJson();
      default -> Neutral.polls(job.id(), call, job::poll);
    };
  }
}
