// Command conformance makes the calls of the conformance table with the Go client:
// one job a line in, one result a line out.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"os"
	"time"

	"example.com/zstack"
)

type job struct {
	BaseURL string `json:"base_url"`
	Session string `json:"session"`
	Call    callJob
}

type callJob struct {
	Action      string                     `json:"action"`
	Arguments   map[string]json.RawMessage `json:"arguments"`
	Options     callOptions                `json:"options"`
	Job         string                     `json:"job"`
	Wait        float64                    `json:"wait"`
	Polls       int                        `json:"polls"`
	CancelAfter *float64                   `json:"cancel_after"`
}

type callOptions struct {
	Retries *int              `json:"retries"`
	Timeout *float64          `json:"timeout"`
	Headers map[string]string `json:"headers"`
}

func main() {
	input := bufio.NewReader(os.Stdin)
	for {
		line, err := input.ReadBytes('\n')
		if len(line) > 0 {
			fmt.Println(string(run(line)))
		}
		if err == io.EOF {
			return
		}
		if err != nil {
			log.Fatal(err)
		}
	}
}

// run makes the call of a job. Where an error or the log shows the session, it says so
// in place of the result.
func run(line []byte) []byte {
	var given job
	if err := json.Unmarshal(line, &given); err != nil {
		log.Fatal(err)
	}
	var logged bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&logged, &slog.HandlerOptions{Level: slog.LevelDebug}))
	client, err := zstack.NewClient(
		zstack.WithBaseURL(given.BaseURL),
		zstack.WithSession(given.Session),
		zstack.WithLogger(logger),
	)
	if err != nil {
		log.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if after := given.Call.CancelAfter; after != nil {
		timer := time.AfterFunc(seconds(*after), cancel)
		defer timer.Stop()
	}
	result := map[string]any{}
	value, err := perform(ctx, client, given.Call)
	if err != nil {
		result["error"] = neutralError(err)
		if leaks(given.Session, err) {
			result["error"] = "the error shows the session"
		}
	} else {
		result["ok"] = value
	}
	if logged.Len() == 0 || bytes.Contains(logged.Bytes(), []byte(given.Session)) {
		result = map[string]any{"error": "the log is empty or shows the session"}
	}
	written, err := json.Marshal(result)
	if err != nil {
		log.Fatal(err)
	}
	return written
}

func perform(ctx context.Context, client *zstack.Client, call callJob) (any, error) {
	options := optionsOf(call.Options)
	switch call.Action {
	case "call":
		return client.Images.AddImage(ctx, arguments(call), options...)
	case "raw":
		var response *zstack.Response
		parsed, err := client.Images.AddImage(ctx, arguments(call), append(options, zstack.WithResponseInto(&response))...)
		return map[string]any{
			"status":    response.StatusCode,
			"served_by": response.Header.Get("X-Served-By"),
			"text":      response.Text(),
			"parsed":    parsed,
		}, err
	case "submit", "poll", "wait":
		submitted, err := client.Images.SubmitAddImage(ctx, arguments(call), options...)
		if err != nil {
			return nil, err
		}
		return follow(ctx, submitted, call)
	default:
		resumed, err := client.Images.ResumeAddImage(call.Job)
		if err != nil {
			return nil, err
		}
		return follow(ctx, resumed, call)
	}
}

func follow(ctx context.Context, submitted *zstack.Job[zstack.AddImageResponse], call callJob) (any, error) {
	switch call.Action {
	case "submit":
		return map[string]any{"job": submitted.ID()}, nil
	case "wait", "resume":
		return submitted.Wait(ctx, zstack.WithTimeout(seconds(call.Wait)))
	default:
		polls := make([]*zstack.AddImageResponse, call.Polls)
		for number := range polls {
			result, _, err := submitted.Poll(ctx)
			if err != nil {
				return nil, err
			}
			polls[number] = result
		}
		return map[string]any{"job": submitted.ID(), "polls": polls}, nil
	}
}

func optionsOf(given callOptions) []zstack.CallOption {
	var options []zstack.CallOption
	if given.Retries != nil {
		options = append(options, zstack.WithRetries(*given.Retries))
	}
	if given.Timeout != nil {
		options = append(options, zstack.WithTimeout(seconds(*given.Timeout)))
	}
	for name, value := range given.Headers {
		options = append(options, zstack.WithHeader(name, value))
	}
	return options
}

func seconds(number float64) time.Duration {
	return time.Duration(number * float64(time.Second))
}
