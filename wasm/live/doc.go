// Package live is the queue made visible: it plays one replication of an
// organisation, item by item, from the simulator's own events.
//
//   - [Run] simulates the organisation in slices and keeps its [sim.Log].
//   - [Lay] puts the stations from left to right in the order of the first
//     class's way, and the ways between them.
//   - [Player] knows, at any time of the run, where each item is: in which line,
//     with which server, on which way.
//   - [Player.Draw] makes the numbers of one frame of it: where each dot is, how
//     much of each service is done, how many stand where there is no room to
//     draw them.
//
// There is no second model: who waits where is only what the log says. What is
// added is motion: the simulator moves items in no time, and the picture lets
// each take a moment. A run takes [Seconds], whatever its horizon.
//
// All of it is plain Go without a browser; the page's side hands what comes out
// to a canvas.
package live
