package dates.client;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings of one call. What is left out is as the client has it. */
public final class RequestOptions {
  private static final RequestOptions NONE = builder().build();

  private final @Nullable Duration timeout;
  private final @Nullable Duration readTimeout;
  private final @Nullable Duration pollInterval;
  private final @Nullable Integer retries;
  private final Map<String, String> headers;

  private RequestOptions(Builder builder) {
    this.timeout = builder.timeout;
    this.readTimeout = builder.readTimeout;
    this.pollInterval = builder.pollInterval;
    this.retries = builder.retries;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
  }

  /** {@return options that leave everything as the client has it} */
  public static RequestOptions none() {
    return NONE;
  }

  /** {@return a builder without any setting} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return how long the whole call may take, with its retries and the waiting for a job} */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /** {@return how long the server may be silent} */
  public Optional<Duration> readTimeout() {
    return Optional.ofNullable(readTimeout);
  }

  /** {@return the pause between two looks at a job} */
  public Optional<Duration> pollInterval() {
    return Optional.ofNullable(pollInterval);
  }

  /** {@return how many times a request is repeated, if it is safe to repeat} */
  public Optional<Integer> retries() {
    return Optional.ofNullable(retries);
  }

  /** {@return headers to add to the request, or to replace} */
  public Map<String, String> headers() {
    return headers;
  }

  @Override
  public String toString() {
    return "RequestOptions[timeout=%s, readTimeout=%s, pollInterval=%s, retries=%s, headers=%s]"
        .formatted(timeout, readTimeout, pollInterval, retries, headers.keySet());
  }

  /** Builds {@link RequestOptions}. */
  public static final class Builder {
    private @Nullable Duration timeout;
    private @Nullable Duration readTimeout;
    private @Nullable Duration pollInterval;
    private @Nullable Integer retries;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Limits the whole call, with its retries and the waiting for a job.
     *
     * @param timeout how long it may take
     * @return this
     */
    public Builder timeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    /**
     * Limits how long the server may be silent.
     *
     * @param readTimeout how long it may be silent
     * @return this
     */
    public Builder readTimeout(Duration readTimeout) {
      this.readTimeout = readTimeout;
      return this;
    }

    /**
     * Sets the pause between two looks at a job, unless the server asks for another.
     *
     * @param pollInterval the pause
     * @return this
     */
    public Builder pollInterval(Duration pollInterval) {
      this.pollInterval = pollInterval;
      return this;
    }

    /**
     * Sets how many times a request is repeated, if it is safe to repeat.
     *
     * @param retries 0 for never
     * @return this
     */
    public Builder retries(int retries) {
      this.retries = retries;
      return this;
    }

    /**
     * Adds a header to each request of the call, or replaces one.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public Builder header(String name, String value) {
      headers.put(name, value);
      return this;
    }

    /** {@return the options} */
    public RequestOptions build() {
      return new RequestOptions(this);
    }
  }
}
