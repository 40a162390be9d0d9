/** How the types of this package are read from JSON and written as JSON. */
@NullMarked
package webhooks.client.json;

import org.jspecify.annotations.NullMarked;
