// The measure of speed: each model as one would write it down in C for that
// model alone, as plain loops.
//
//   plain MODEL BATCHES ITEMS    runs one batch unmeasured, then BATCHES of
//                                ITEMS each, and prints one line of JSON
//
// MODEL is mm1 (load 0.8), mm10 (ten servers, load 0.9), search (the same by
// looking at all ten) or tandem (three stations, load 0.8, one item in five goes
// back from the last to the first); services are exponential with mean 1,
// arrivals Poisson.
//
// Collected are the mean wait at every station (over visits) and the mean lead
// time, by batch. That is less than the library's engine collects (also times
// in service, cycle times, touch and rework, how many waited at all,
// distributions of waits and of lead times): the comparison leans towards C.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

// xorshift128+, Vigna 2014.
static uint64_t s0 = 0x9e3779b97f4a7c15, s1 = 0xbf58476d1ce4e5b9;

static inline uint64_t word(void) {
	uint64_t a = s0, b = s1;
	s0 = b;
	a ^= a << 23;
	s1 = a ^ b ^ (a >> 17) ^ (b >> 26);
	return s1 + b;
}

static inline double uniform(void) { return (word() >> 11) * 0x1p-53; }

// The ziggurat for the exponential, Marsaglia and Tsang 2000: 256 layers.
static const double edge = 7.69711747013104972, area = 3.949659822581572e-3;
static uint64_t inside[256];
static double width[256], height[256];

static void ziggurat(void) {
	double x = edge, last = edge, q = area / exp(-edge);
	inside[0] = x / q * 0x1p32;
	inside[1] = 0;
	width[0] = q * 0x1p-32;
	width[255] = x * 0x1p-32;
	height[0] = 1;
	height[255] = exp(-x);
	for (int i = 254; i >= 1; i--) {
		x = -log(area / x + exp(-x));
		inside[i + 1] = x / last * 0x1p32;
		last = x;
		height[i] = exp(-x);
		width[i] = x * 0x1p-32;
	}
}

static inline double exponential(void) {
	for (;;) {
		uint64_t w = word();
		uint32_t j = w >> 32;
		int i = w >> 24 & 255;
		double x = j * width[i];
		if (j < inside[i]) return x;
		if (i == 0) return edge - log(1 - uniform());
		if (height[i] + uniform() * (height[i - 1] - height[i]) < exp(-x)) return x;
	}
}

// What a batch adds up.
typedef struct {
	double wait[3], lead;
	long visits[3], items;
} sums;

// M/M/1: Lindley's recursion.
static void mm1(long items, sums *out) {
	static double now, ready;
	double wait = 0, lead = 0;
	for (long n = 0; n < items; n++) {
		now += exponential() / 0.8;
		double start = ready > now ? ready : now;
		ready = start + exponential();
		wait += start - now;
		lead += ready - now;
	}
	out->wait[0] = wait, out->lead = lead;
	out->visits[0] = out->items = items;
}

// M/M/10: a binary heap of the moments at which the servers come free; the
// first of them takes the next item.
static void mm10(long items, sums *out) {
	enum { servers = 10 };
	static double now, ready[2 * servers + 1];
	if (now == 0)
		for (int i = servers; i < 2 * servers + 1; i++) ready[i] = INFINITY; // below the leaves
	double wait = 0, lead = 0;
	for (long n = 0; n < items; n++) {
		now += exponential() / 9;
		double start = ready[0] > now ? ready[0] : now;
		double done = start + exponential();
		wait += start - now;
		lead += done - now;
		int i = 0;
		for (int child = 1; child < servers; child = 2 * i + 1) {
			if (ready[child + 1] < ready[child]) child++;
			if (ready[child] >= done) break;
			ready[i] = ready[child];
			i = child;
		}
		ready[i] = done;
	}
	out->wait[0] = wait, out->lead = lead;
	out->visits[0] = out->items = items;
}

// The same without a heap: ten are few enough to look at them all.
static void search(long items, sums *out) {
	enum { servers = 10 };
	static double now, ready[servers];
	double wait = 0, lead = 0;
	for (long n = 0; n < items; n++) {
		int i = 0;
		for (int k = 1; k < servers; k++)
			if (ready[k] < ready[i]) i = k;
		now += exponential() / 9;
		double start = ready[i] > now ? ready[i] : now;
		ready[i] = start + exponential();
		wait += start - now;
		lead += ready[i] - now;
	}
	out->wait[0] = wait, out->lead = lead;
	out->visits[0] = out->items = items;
}

// The tandem: a binary heap of events (a completion at station 0 to 2, or an
// arrival), and a ring of items for every line.
typedef struct {
	double time;
	int kind;
} event;

static event heap[8];
static int events;

static inline void push(double time, int kind) {
	int i = events++;
	while (i > 0) {
		int up = (i - 1) / 2;
		if (heap[up].time <= time) break;
		heap[i] = heap[up];
		i = up;
	}
	heap[i] = (event){time, kind};
}

// replace puts an event where the first one was.
static inline void replace(event e) {
	int i = 0;
	for (;;) {
		int child = 2 * i + 1;
		if (child >= events) break;
		if (child + 1 < events && heap[child + 1].time < heap[child].time) child++;
		if (heap[child].time >= e.time) break;
		heap[i] = heap[child];
		i = child;
	}
	heap[i] = e;
}

typedef struct {
	double came, born;
} item;

enum { arrival = 3, room = 1 << 16 };

static item line[3][room], served[3];
static uint32_t head[3], tail[3];
static int busy[3];

static inline void enter(int k, item x, double now, sums *out) {
	x.came = now;
	if (busy[k]) {
		line[k][tail[k]++ % room] = x;
		return;
	}
	busy[k] = 1;
	served[k] = x;
	out->visits[k]++;
	push(now + exponential(), k);
}

static void tandem(long items, sums *out) {
	if (events == 0) push(exponential() / 0.64, arrival);
	while (out->items < items) {
		event e = heap[0];
		double now = e.time;
		int k = e.kind;
		if (k == arrival) {
			replace((event){now + exponential() / 0.64, arrival});
			enter(0, (item){now, now}, now, out);
			continue;
		}
		item x = served[k];
		if (head[k] != tail[k]) {
			item next = line[k][head[k]++ % room];
			out->wait[k] += now - next.came;
			out->visits[k]++;
			served[k] = next;
			replace((event){now + exponential(), k});
		} else {
			busy[k] = 0;
			replace(heap[--events]);
		}
		if (k < 2) {
			enter(k + 1, x, now, out);
		} else if (uniform() < 0.2) {
			enter(0, x, now, out);
		} else {
			out->lead += now - x.born;
			out->items++;
		}
	}
}

static double nanoseconds(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

int main(int argc, char **argv) {
	if (argc != 4) return 2;
	const char *names[] = {"mm1", "mm10", "search", "tandem"};
	void (*models[])(long, sums *) = {mm1, mm10, search, tandem}, (*run)(long, sums *) = 0;
	for (int m = 0; m < 4; m++)
		if (!strcmp(argv[1], names[m])) run = models[m];
	if (!run) return 2;
	int stations = run == tandem ? 3 : 1, batches = atoi(argv[2]);
	long items = atol(argv[3]);
	sums *out = calloc(batches, sizeof *out), warm = {0};
	ziggurat();
	run(items, &warm);
	double start = nanoseconds();
	for (int b = 0; b < batches; b++) run(items, &out[b]);
	printf("{\"items\": %ld, \"ns\": %.0f, \"waits\": [", items * batches, nanoseconds() - start);
	for (int k = 0; k < stations; k++)
		for (int b = 0; b < batches; b++)
			printf("%s%.9g", b ? ", " : k ? "], [" : "[", out[b].wait[k] / out[b].visits[k]);
	printf("]], \"leads\": [");
	for (int b = 0; b < batches; b++) printf("%s%.9g", b ? ", " : "", out[b].lead / out[b].items);
	printf("]}\n");
	return 0;
}
