package keywordarguments.client.internal;

import java.util.List;

/**
 * Where an error body keeps what a caller asks of it, in paths of member names. An empty path:
 * there is no such part.
 *
 * @param error leads from the body to the error
 * @param code leads from an error to its code
 * @param message leads from an error to its short description
 * @param details leads from an error to its long description
 * @param cause leads from an error to the error that caused it
 */
public record ErrorShape(
    List<String> error,
    List<String> code,
    List<String> message,
    List<String> details,
    List<String> cause) {}
