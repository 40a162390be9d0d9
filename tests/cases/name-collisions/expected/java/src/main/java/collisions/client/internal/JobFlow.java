package collisions.client.internal;

import collisions.client.Reply;
import collisions.client.errors.ApiException;
import collisions.client.errors.DeadlineException;
import collisions.client.errors.DecodeException;
import collisions.client.errors.JobDeadlineException;
import collisions.client.errors.JobExpiredException;
import collisions.client.errors.JobFailedException;
import collisions.client.errors.StatusException.Failure;
import collisions.client.json.CanonicalJson;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are accepted at once and done later, decided step by step.
 *
 * @param <T> the result
 */
final class JobFlow<T extends @Nullable Object> {
  private static final Pattern VARIABLE = Pattern.compile("\\{[^{}]*\\}");

  private final Settings settings;
  private final Operation<T> operation;
  private final LongRunning<T> job;

  JobFlow(Settings settings, Operation<T> operation) {
    this.settings = settings;
    this.operation = operation;
    this.job = operation.job();
  }

  /**
   * A job that the server knows.
   *
   * @param id its id
   * @param location its path with any query
   * @param pause how long the server asks to wait before the next look
   * @param done its result, null while it runs
   * @param <T> the result
   */
  record Started<T extends @Nullable Object>(
      String id, String location, Optional<Duration> pause, @Nullable Result<T> done) {

    Started<T> with(Optional<Duration> nextPause, @Nullable Result<T> result) {
      return new Started<>(id, location, nextPause, result);
    }
  }

  /** Submits a job and waits for its result. */
  Step<Result<T>> run(Call<T> call) {
    Deadline deadline = Deadline.after(settings.timeout());
    return submit(call, deadline).then(started -> waitFor(started, deadline));
  }

  /** Submits a job. */
  Step<Started<T>> submit(Call<T> call) {
    return submit(call, Deadline.after(settings.timeout()));
  }

  /** A job that was submitted earlier. Nothing is asked of the server. */
  Started<T> resumed(String id) {
    String quoted = Percent.encode(id);
    if (List.of("", ".", "..").contains(quoted)) {
      throw new IllegalArgumentException("\"" + id + "\" is no id of a job");
    }
    String path = VARIABLE.matcher(job.pollPath()).replaceAll(Matcher.quoteReplacement(quoted));
    return new Started<>(id, Requests.jobPath(settings, path), Optional.of(Duration.ZERO), null);
  }

  /** Looks at a job once. */
  Step<Started<T>> poll(Started<T> started) {
    return poll(started, Deadline.after(settings.timeout()));
  }

  /** Looks at a job until it is done. */
  Step<Result<T>> waitFor(Started<T> started) {
    return waitFor(started, Deadline.after(settings.timeout()));
  }

  private Step<Started<T>> submit(Call<T> call, Deadline deadline) {
    String key = Requests.ensureKey(settings, call);
    boolean safe = !key.isEmpty() || operation.isIdempotent();
    return new Attempts(settings, operation, () -> Requests.of(settings, call), deadline, safe)
        .exchange()
        .then(done -> submitted(done, key, deadline));
  }

  private Step<Started<T>> submitted(Attempts.Exchange done, String key, Deadline deadline) {
    Reply reply = done.reply();
    if (Statuses.any(job.accepted(), reply.status())) {
      return new Step.Done<>(accepted(reply, key));
    }
    if (isOwnDuplicate(done)) {
      return firstAttempt(reply, key, deadline);
    }
    T value =
        Statuses.any(job.done(), reply.status())
            ? Answers.read(operation, List.of(job.result()), reply)
            : Answers.result(settings, operation, reply);
    return new Step.Done<>(new Started<>(key, "", Optional.empty(), new Result<>(reply, value)));
  }

  /** Whether a key was refused because an earlier attempt of the same call had arrived. */
  private boolean isOwnDuplicate(Attempts.Exchange done) {
    Idempotency idempotency = operation.idempotency;
    return done.uncertain()
        && idempotency != null
        && done.reply().status() == idempotency.duplicate()
        && job.keyIsId();
  }

  /** The job of the attempt that arrived, which goes by the key; the refusal if there is none. */
  private Step<Started<T>> firstAttempt(Reply refusal, String key, Deadline deadline) {
    return Step.guarded(
        () -> poll(resumed(key), deadline),
        error -> {
          throw error instanceof JobExpiredException
              ? Answers.statusError(settings, operation, refusal)
              : error;
        });
  }

  private Started<T> accepted(Reply reply, String key) {
    String location = location(reply);
    try {
      String path = Requests.jobPath(settings, location);
      return new Started<>(jobId(location, key), path, Retries.retryAfter(reply), null);
    } catch (IllegalArgumentException error) {
      throw new DecodeException(operation.id + ": the location of the job is no URL", reply, error);
    }
  }

  private String location(Reply reply) {
    IllegalArgumentException cause = null;
    Optional<String> found = Optional.empty();
    if (job.location().isEmpty()) {
      found = reply.headers().firstValue("location");
    } else {
      try {
        JsonNode body = CanonicalJson.decode(reply.content());
        found =
            Answers.at(body, job.location()).filter(JsonNode::isTextual).map(JsonNode::textValue);
      } catch (IllegalArgumentException error) {
        cause = error;
      }
    }
    if (found.isPresent() && !found.get().isEmpty()) {
      return found.get();
    }
    String where =
        job.location().isEmpty() ? "the header Location" : String.join(".", job.location());
    throw new DecodeException(
        "%s: the answer %s does not name the job in %s"
            .formatted(operation.id, Answers.reason(reply), where),
        reply,
        cause);
  }

  /** The variable part of a location; the key, or the last segment, where it looks different. */
  private String jobId(String location, String key) {
    String path = Url.of(location).path();
    String[] around = VARIABLE.split(job.pollPath(), 2);
    Pattern form =
        Pattern.compile(
            Pattern.quote(around[0])
                + "([^/]+)"
                + Pattern.quote(around.length > 1 ? around[1] : "")
                + "$");
    Matcher found = form.matcher(path);
    if (found.find()) {
      return Percent.decode(found.group(1));
    }
    String bare = path.replaceAll("/+$", "");
    return job.keyIsId() && !key.isEmpty() ? key : bare.substring(bare.lastIndexOf('/') + 1);
  }

  private Step<Started<T>> poll(Started<T> started, Deadline deadline) {
    return new Attempts(
            settings,
            operation,
            () -> Requests.poll(settings, operation, started.location()),
            deadline,
            true)
        .exchange()
        .then(done -> new Step.Done<>(polled(started, done.reply())));
  }

  private Started<T> polled(Started<T> started, Reply reply) {
    if (Statuses.any(job.pending(), reply.status())) {
      return started.with(Retries.retryAfter(reply), null);
    }
    if (Statuses.any(job.done(), reply.status())) {
      T value = Answers.read(operation, List.of(job.result()), reply);
      return started.with(Optional.empty(), new Result<>(reply, value));
    }
    throw noResult(started.id(), reply);
  }

  private ApiException noResult(String id, Reply reply) {
    String prefix = operation.id + ": the job " + id;
    if (Statuses.any(job.expired(), reply.status())) {
      String said = Answers.describe(settings, reply, Failure.UNKNOWN);
      return new JobExpiredException(
          prefix + " is not known to the server: " + said, id, reply, Failure.UNKNOWN);
    }
    if (Statuses.any(job.failed(), reply.status())) {
      ErrorAnswer documented = job.failure();
      Failure failure =
          Answers.failure(documented == null ? operation.errors : List.of(documented), reply);
      String said = Answers.describe(settings, reply, failure);
      return new JobFailedException(prefix + " failed: " + said, id, reply, failure);
    }
    return Answers.statusError(settings, operation, reply);
  }

  private Step<Result<T>> waitFor(Started<T> started, Deadline deadline) {
    return Step.guarded(
        () -> next(started, deadline),
        error -> {
          if (error instanceof DeadlineException late) {
            throw new JobDeadlineException(
                "%s: the time is over, and the job %s still runs; %s takes it up again"
                    .formatted(operation.id, started.id(), job.resume()),
                started.id(),
                late);
          }
          throw error;
        });
  }

  private Step<Result<T>> next(Started<T> started, Deadline deadline) {
    Result<T> done = started.done();
    if (done != null) {
      return new Step.Done<>(done);
    }
    Duration interval = settings.pollInterval() == null ? job.interval() : settings.pollInterval();
    Duration pause = started.pause().orElse(interval);
    return new Step.Pause<>(
        deadline.limit(pause), () -> poll(started, deadline).then(state -> next(state, deadline)));
  }
}
