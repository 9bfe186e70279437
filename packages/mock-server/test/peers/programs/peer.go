// A gRPC client in Go that is told on stdin what to call: first the key, then a line "PATH TIMEOUT_MS FRESH" per call.
package main

import (
	"bufio"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// Messages are their bytes.
type raw struct{}

func (raw) Marshal(v interface{}) ([]byte, error) { return *v.(*[]byte), nil }
func (raw) Unmarshal(data []byte, v interface{}) error {
	*v.(*[]byte) = append([]byte{}, data...)
	return nil
}
func (raw) Name() string { return "proto" }

var names = map[codes.Code]string{
	codes.OK: "OK", codes.Canceled: "CANCELLED", codes.Unknown: "UNKNOWN", codes.InvalidArgument: "INVALID_ARGUMENT",
	codes.DeadlineExceeded: "DEADLINE_EXCEEDED", codes.NotFound: "NOT_FOUND", codes.AlreadyExists: "ALREADY_EXISTS",
	codes.PermissionDenied: "PERMISSION_DENIED", codes.ResourceExhausted: "RESOURCE_EXHAUSTED",
	codes.FailedPrecondition: "FAILED_PRECONDITION", codes.Aborted: "ABORTED", codes.OutOfRange: "OUT_OF_RANGE",
	codes.Unimplemented: "UNIMPLEMENTED", codes.Internal: "INTERNAL", codes.Unavailable: "UNAVAILABLE",
	codes.DataLoss: "DATA_LOSS", codes.Unauthenticated: "UNAUTHENTICATED",
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Scan()
	key := strings.TrimSpace(lines.Text())
	var connection *grpc.ClientConn
	for lines.Scan() {
		var path string
		var timeout, fresh int
		fmt.Sscan(lines.Text(), &path, &timeout, &fresh)
		if connection == nil || fresh == 1 {
			if connection != nil {
				connection.Close()
			}
			connection, _ = grpc.Dial(os.Args[1], grpc.WithInsecure())
		}
		deadline, cancel := context.WithTimeout(context.Background(), time.Duration(timeout)*time.Millisecond)
		with := metadata.AppendToOutgoingContext(deadline, "authorization", "Bearer "+key)
		request, answer := []byte{}, []byte(nil)
		err := connection.Invoke(with, path, &request, &answer, grpc.ForceCodec(raw{}))
		cancel()
		said := map[string]string{"status": names[status.Code(err)]}
		if err == nil {
			said["body"] = hex.EncodeToString(answer)
		} else {
			said["details"] = status.Convert(err).Message()
		}
		text, _ := json.Marshal(said)
		fmt.Println(string(text))
	}
}
