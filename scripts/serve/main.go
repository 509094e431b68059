// Command serve shows the site in build/site on this machine.
//
//	go run ./scripts/serve            build, serve, rebuild and reload on save
//	go run ./scripts/serve -static    serve what is there, as it is
//	go run ./scripts/serve -held      end with whoever holds the standard input
//
// It prints the address, and ends on Ctrl-C. It opens no browser and needs
// none.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	site := flag.String("site", "build/site", "folder to serve")
	port := flag.Int("port", 8080, "port on localhost; 0 for any free one, otherwise the next free one is taken")
	static := flag.Bool("static", false, "serve what is there: no building, no reloading")
	held := flag.Bool("held", false, "end when the standard input does, as it does with the program at its other end")
	flag.Parse()
	if err := run(*site, *port, *static, *held); err != nil {
		fmt.Fprintln(os.Stderr, "serve:", err)
		os.Exit(1)
	}
}

func run(site string, port int, static, held bool) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if held {
		go func() {
			io.Copy(io.Discard, os.Stdin)
			stop()
		}()
	}

	handler := siteHandler(site)
	if !static {
		if _, err := os.Stat("go.mod"); err != nil {
			return errors.New("run it at the top of the repository, where go.mod is")
		}
		d := newDev(site, []string{"core", "wasm", "web", "scripts/build", "go.mod", "go.sum"}, goBuild)
		fmt.Println("building …")
		d.rebuild(ctx)
		go d.watch(ctx, 300*time.Millisecond)
		handler = d.handler(handler)
	}

	listener, err := listen(port)
	if err != nil {
		return err
	}
	address := fmt.Sprintf("http://localhost:%d/", listener.Addr().(*net.TCPAddr).Port)
	fmt.Println(address)

	// Requests end with ctx, so that open event streams do not hold up the end.
	server := &http.Server{
		Handler:           onlyHere(handler),
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	deadline, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(deadline); err != nil {
		return server.Close()
	}
	return nil
}

// listen takes the port on this machine only, or the next free one of twenty.
func listen(port int) (net.Listener, error) {
	tries := 20
	if port == 0 {
		tries = 1
	}
	var errs []string
	for p := port; p < port+tries; p++ {
		l, err := net.Listen("tcp", fmt.Sprintf("localhost:%d", p))
		if err == nil {
			return l, nil
		}
		errs = append(errs, err.Error())
	}
	return nil, fmt.Errorf("no free port from %d on: %s", port, strings.Join(errs[:1], "; "))
}
