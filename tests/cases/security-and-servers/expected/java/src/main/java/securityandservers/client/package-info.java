/** What all clients have in common. */
@NullMarked
package securityandservers.client;

import org.jspecify.annotations.NullMarked;
