"""The same models as in plain.c, as one writes them in SimPy: a process for the
arrivals and one for every item. Prints a line of JSON as plain.c does."""
import json
import random
import sys
import time

import simpy

MODELS = {"mm1": (0.8, [1]), "mm10": (9, [10]), "tandem": (0.64, [1, 1, 1])}


class Run:
    def __init__(self, rate, servers):
        self.rate = rate
        self.env = simpy.Environment()
        self.stations = [simpy.Resource(self.env, n) for n in servers]
        self.again = 0.2 if len(servers) > 1 else 0.0
        self.reset()
        self.env.process(self.arrivals())

    def reset(self):
        self.wait = [0.0] * len(self.stations)
        self.visits = [0] * len(self.stations)
        self.lead, self.items = 0.0, 0

    def arrivals(self):
        while True:
            yield self.env.timeout(random.expovariate(self.rate))
            self.env.process(self.item())

    def item(self):
        born = self.env.now
        while True:
            for k, station in enumerate(self.stations):
                came = self.env.now
                with station.request() as request:
                    yield request
                    self.wait[k] += self.env.now - came
                    self.visits[k] += 1
                    yield self.env.timeout(random.expovariate(1))
            if random.random() >= self.again:
                break
        self.lead += self.env.now - born
        self.items += 1

    def batch(self, items):
        self.reset()
        while self.items < items:
            self.env.step()


def main(model, batches, items):
    random.seed(1)
    run = Run(*MODELS[model])
    run.batch(items)
    waits, leads = [[] for _ in run.stations], []
    start = time.perf_counter()
    for _ in range(batches):
        run.batch(items)
        for k, all_waits in enumerate(waits):
            all_waits.append(run.wait[k] / run.visits[k])
        leads.append(run.lead / run.items)
    ns = (time.perf_counter() - start) * 1e9
    print(json.dumps({"items": items * batches, "ns": ns, "waits": waits, "leads": leads}))


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
