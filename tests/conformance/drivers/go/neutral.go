package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"strings"

	"example.com/zstack"
)

// arguments are those of a call, by their wire names.
func arguments(call callJob) zstack.AddImageParams {
	var params zstack.AddImageParams
	fields := map[string]any{
		"name":               &params.Name,
		"url":                &params.URL,
		"backupStorageUuids": &params.BackupStorageUUIDs,
		"description":        &params.Description,
		"mediaType":          &params.MediaType,
		"guestOsType":        &params.GuestOSType,
		"system":             &params.System,
		"format":             &params.Format,
		"platform":           &params.Platform,
		"type":               &params.Type,
		"resourceUuid":       &params.ResourceUUID,
		"architecture":       &params.Architecture,
		"tagUuids":           &params.TagUUIDs,
		"virtio":             &params.Virtio,
		"systemTags":         &params.SystemTags,
		"userTags":           &params.UserTags,
		"X-API-Timeout":      &params.XAPITimeout,
		"X-Web-Hook":         &params.XWebHook,
		"X-Job-UUID":         &params.XJobUUID,
	}
	for name, value := range call.Arguments {
		field, known := fields[name]
		if !known {
			log.Fatalf("there is no argument %s", name)
		}
		if err := json.Unmarshal(value, field); err != nil {
			log.Fatal(err)
		}
	}
	return params
}

// neutralError is what a caller sees of an error.
func neutralError(err error) map[string]any {
	var (
		failed   *zstack.JobFailedError
		expired  *zstack.JobExpiredError
		deadline *zstack.JobDeadlineError
		status   *zstack.StatusError
		decode   *zstack.DecodeError
		lost     *zstack.TransportError
	)
	seen := map[string]any{}
	switch {
	case errors.As(err, &failed):
		seen["kind"], seen["job"] = "job-failed", failed.JobID
	case errors.As(err, &expired):
		seen["kind"], seen["job"] = "job-expired", expired.JobID
	case errors.As(err, &deadline):
		seen["kind"], seen["job"] = "job-deadline", deadline.JobID
	case errors.Is(err, context.Canceled):
		seen["kind"] = "cancelled"
	case errors.Is(err, context.DeadlineExceeded):
		seen["kind"] = "deadline"
	case errors.As(err, &status):
		seen["kind"] = "status"
	case errors.As(err, &decode):
		seen["kind"], seen["status"], seen["text"] = "decode", decode.Response.StatusCode, decode.Response.Text()
	case errors.As(err, &lost):
		seen["kind"] = "transport"
	default:
		log.Fatal(err)
	}
	if errors.As(err, &status) {
		addStatus(seen, status)
	}
	return seen
}

func addStatus(seen map[string]any, status *zstack.StatusError) {
	seen["status"] = status.StatusCode
	if status.ErrorDetail == (zstack.ErrorDetail{}) {
		seen["text"] = status.Response.Text()
		return
	}
	texts := map[string]string{"code": status.Code, "message": status.Message, "details": status.Details}
	for name, text := range texts {
		if text != "" {
			seen[name] = text
		}
	}
	var causes []string
	for _, cause := range status.Causes {
		causes = append(causes, cause.Code)
	}
	if causes != nil {
		seen["causes"] = causes
	}
}

// leaks reports whether an error shows the session, in its text or in any field.
func leaks(session string, err error) bool {
	for err != nil {
		var status *zstack.StatusError
		if errors.As(err, &status) && strings.Contains(fmt.Sprintf("%+v", *status.Response), session) {
			return true
		}
		if strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), session) {
			return true
		}
		err = errors.Unwrap(err)
	}
	return false
}
