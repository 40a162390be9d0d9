package everyoperation.client.errors;

import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions of this library.
 *
 * <pre>
 * ApiException
 * ├── ConfigurationException             no base URL, or no credential
 * ├── CallCancelledException             the thread that waits for a call was interrupted
 * ├── TransportException                 no answer, or only a part of one
 * │   ├── ConnectionFailedException      no connection: the request was not sent
 * │   │   └── ConnectTimeoutException    no connection in time
 * │   ├── ConnectionLostException        broken half way: the request may have arrived
 * │   ├── ReadTimeoutException           the server was silent
 * │   └── DeadlineException              the call took too long
 * │       └── JobDeadlineException       and its job still runs
 * └── ResponseException                  an answer that is no success
 *     ├── StatusException                its status says so
 *     │   ├── RedirectException          3xx that is not to be followed
 *     │   ├── BadRequestException        400
 *     │   ├── AuthenticationException    401
 *     │   ├── PermissionDeniedException  403
 *     │   ├── NotFoundException          404
 *     │   ├── ConflictException          409
 *     │   ├── UnprocessableContentException  422
 *     │   ├── RateLimitException         429
 *     │   ├── ServerException            5xx
 *     │   ├── JobFailedException         the job ended and failed
 *     │   └── JobExpiredException        the server does not know the job
 *     └── DecodeException                it is not what the API documents
 * </pre>
 *
 * <p>No exception holds a secret: requests are kept without their body, and with their credentials
 * masked. Exceptions that concern a job are {@link JobProblem}s, which know its id.
 */
public abstract class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ApiException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
