package extraproperties.client.errors;

import java.util.Map;

/**
 * The request that an error belongs to, with its credentials masked and without its body.
 *
 * @param operation the operation id in the description of the API
 * @param method the HTTP method
 * @param url the whole URL
 * @param headers the headers that this library set, by their names
 */
public record RequestInfo(
    String operation, String method, String url, Map<String, String> headers) {}
