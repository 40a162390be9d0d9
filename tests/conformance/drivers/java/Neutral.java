import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.zstack.client.RawResponse;
import org.zstack.client.RequestOptions;
import org.zstack.client.errors.CallCancelledException;
import org.zstack.client.errors.DeadlineException;
import org.zstack.client.errors.DecodeException;
import org.zstack.client.errors.ErrorDetail;
import org.zstack.client.errors.JobDeadlineException;
import org.zstack.client.errors.JobExpiredException;
import org.zstack.client.errors.JobFailedException;
import org.zstack.client.errors.JobProblem;
import org.zstack.client.errors.ResponseException;
import org.zstack.client.errors.StatusException;
import org.zstack.client.errors.TransportException;
import org.zstack.client.models.AddImageRequest;
import org.zstack.client.models.AddImageResponse;
import org.zstack.client.models.ImageArchitecture;
import org.zstack.client.models.ImageFormat;
import org.zstack.client.models.ImageMediaType;
import org.zstack.client.models.ImagePlatform;

/** What goes into a call, and what its caller sees, in the neutral form of README.md. */
final class Neutral {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Neutral() {}

  static AddImageRequest request(JsonNode call) {
    AddImageRequest.Builder builder = AddImageRequest.builder();
    JsonNode arguments = call.path("arguments");
    if (arguments.isMissingNode()) {
      return builder.name("").url("").backupStorageUuids(List.of()).build(); // of a resumed job
    }
    arguments.properties().forEach(one -> set(builder, one.getKey(), one.getValue()));
    return builder.build();
  }

  private static void set(AddImageRequest.Builder builder, String name, JsonNode value) {
    switch (name) {
      case "name" -> builder.name(value.textValue());
      case "description" -> builder.description(value.textValue());
      case "url" -> builder.url(value.textValue());
      case "mediaType" -> builder.mediaType(ImageMediaType.of(value.textValue()));
      case "guestOsType" -> builder.guestOsType(value.textValue());
      case "system" -> builder.system(value.booleanValue());
      case "format" -> builder.format(ImageFormat.of(value.textValue()));
      case "platform" -> builder.platform(ImagePlatform.of(value.textValue()));
      case "backupStorageUuids" -> builder.backupStorageUuids(texts(value));
      case "type" -> builder.type(value.textValue());
      case "resourceUuid" -> builder.resourceUuid(value.textValue());
      case "architecture" -> builder.architecture(ImageArchitecture.of(value.textValue()));
      case "tagUuids" -> builder.tagUuids(texts(value));
      case "virtio" -> builder.virtio(value.booleanValue());
      case "systemTags" -> builder.systemTags(texts(value));
      case "userTags" -> builder.userTags(texts(value));
      case "X-API-Timeout" -> builder.xApiTimeout(value.longValue());
      case "X-Web-Hook" -> builder.xWebHook(value.textValue());
      case "X-Job-UUID" -> builder.xJobUuid(value.textValue());
      default -> throw new IllegalArgumentException("there is no argument " + name);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> found = new ArrayList<>();
    array.forEach(item -> found.add(item.textValue()));
    return found;
  }

  static RequestOptions options(JsonNode call) {
    RequestOptions.Builder builder = RequestOptions.builder();
    JsonNode options = call.path("options");
    if (options.has("timeout")) {
      builder.timeout(seconds(options.get("timeout")));
    }
    if (options.has("retries")) {
      builder.retries(options.get("retries").intValue());
    }
    options
        .path("headers")
        .properties()
        .forEach(header -> builder.header(header.getKey(), header.getValue().textValue()));
    return builder.build();
  }

  static Duration seconds(JsonNode seconds) {
    return Duration.ofMillis(Math.round(seconds.doubleValue() * 1000));
  }

  static JsonNode raw(RawResponse<AddImageResponse> response) {
    ObjectNode result = NODES.objectNode();
    result.put("status", response.status());
    result.put("served_by", response.headers().firstValue("X-Served-By").orElse(null));
    result.put("text", new String(response.content(), StandardCharsets.UTF_8));
    result.set("parsed", response.parsed().toJson());
    return result;
  }

  static ObjectNode job(String id) {
    return NODES.objectNode().put("job", id);
  }

  static JsonNode polls(String id, JsonNode call, Supplier<Optional<AddImageResponse>> poll) {
    ArrayNode polls = NODES.arrayNode();
    for (int number = 0; number < call.get("polls").intValue(); number++) {
      polls.add(poll.get().map(AddImageResponse::toJson).orElse(NODES.nullNode()));
    }
    return job(id).set("polls", polls);
  }

  static JsonNode error(Throwable error) {
    ObjectNode members = NODES.objectNode().put("kind", kind(error));
    if (error instanceof JobProblem problem) {
      members.put("job", problem.jobId());
    }
    if (error instanceof ResponseException response) {
      members.put("status", response.status());
    }
    if (error instanceof StatusException status && status.code().isPresent()) {
      status.code().ifPresent(text -> members.put("code", text));
      status.description().ifPresent(text -> members.put("message", text));
      status.details().ifPresent(text -> members.put("details", text));
      if (!status.causes().isEmpty()) {
        ArrayNode causes = members.putArray("causes");
        status.causes().stream()
            .map(ErrorDetail::code)
            .forEach(code -> causes.add(code.orElse("")));
      }
    } else if (error instanceof ResponseException response) {
      members.put("text", response.text());
    }
    return members;
  }

  private static String kind(Throwable error) {
    if (error instanceof JobFailedException) {
      return "job-failed";
    } else if (error instanceof JobExpiredException) {
      return "job-expired";
    } else if (error instanceof JobDeadlineException) {
      return "job-deadline";
    } else if (error instanceof StatusException) {
      return "status";
    } else if (error instanceof DecodeException) {
      return "decode";
    } else if (error instanceof DeadlineException) {
      return "deadline";
    } else if (error instanceof TransportException) {
      return "transport";
    } else if (error instanceof CallCancelledException || error instanceof CancellationException) {
      return "cancelled";
    }
    throw new IllegalStateException(error);
  }
}
