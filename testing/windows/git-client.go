// git.exe of the tests with Node for Windows: the real git works outside of Wine (see git-bridge.mjs), this passes on.
package main

import (
	"encoding/binary"
	"encoding/json"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
)

// Exit code where the bridge does not answer.
const unavailable = 70

func main() {
	port, token, _ := strings.Cut(os.Getenv("TEST_GIT_BRIDGE"), "/")
	bridge, err := net.Dial("tcp", "127.0.0.1:"+port)
	must(err)
	note(os.Getenv("TEST_GIT_SPY"))
	must(json.NewEncoder(bridge).Encode(question(token)))
	go func() {
		io.Copy(bridge, os.Stdin)
		bridge.(*net.TCPConn).CloseWrite()
	}()
	for {
		passOn(bridge)
	}
}

// Notes in a file what this git was given.
func note(path string) {
	if path == "" {
		return
	}
	file, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	must(err)
	lines := append([]string{strings.Join(os.Args[1:], " ")}, os.Environ()...)
	_, err = file.WriteString(strings.Join(lines, "\n") + "\n")
	must(err)
}

func question(token string) map[string]any {
	cwd, err := os.Getwd()
	must(err)
	env := map[string]string{}
	for _, entry := range os.Environ() {
		// Windows remembers the folder of each drive in variables such as "=C:".
		if name, value, _ := strings.Cut(entry, "="); name != "" {
			env[name] = value
		}
	}
	return map[string]any{"token": token, "args": os.Args[1:], "cwd": cwd, "env": env}
}

// A frame: whose output it is (1, 2, or 3 for the exit code), four bytes of length, then so many bytes.
func passOn(bridge io.Reader) {
	head := make([]byte, 5)
	_, err := io.ReadFull(bridge, head)
	must(err)
	content := make([]byte, binary.BigEndian.Uint32(head[1:]))
	_, err = io.ReadFull(bridge, content)
	must(err)
	switch head[0] {
	case 1:
		os.Stdout.Write(content)
	case 2:
		os.Stderr.Write(content)
	default:
		code, err := strconv.Atoi(string(content))
		must(err)
		os.Exit(code)
	}
}

func must(err error) {
	if err != nil {
		os.Stderr.WriteString("git.exe of the tests: " + err.Error() + "\n")
		os.Exit(unavailable)
	}
}
