package dates.client.internal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that is accepted at once and done later.
 *
 * @param accepted statuses of the answer to the call that mean that there is a job
 * @param location the path of member names to the job's address in that answer, empty where it is
 *     the header Location
 * @param pollPath that address with the job's id as its one variable
 * @param pending statuses of the answer to a poll: the job runs
 * @param done the body is the result
 * @param failed the body says why
 * @param expired the server does not know the job
 * @param interval the pause between two polls
 * @param result the body of the result
 * @param failure the body of a failure
 * @param keyIsId whether the idempotency key becomes the id of the job
 * @param resume the method that takes a job up again
 * @param <T> the result
 */
public record LongRunning<T extends @Nullable Object>(
    List<Statuses> accepted,
    List<String> location,
    String pollPath,
    List<Statuses> pending,
    List<Statuses> done,
    List<Statuses> failed,
    List<Statuses> expired,
    Duration interval,
    Body<T> result,
    @Nullable ErrorAnswer failure,
    boolean keyIsId,
    String resume) {}
