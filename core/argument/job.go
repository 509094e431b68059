package argument

import "kingman/core/stats"

// A Job is one simulation, cut into replications that may run anywhere and in
// any order: replication r gives the same numbers wherever it runs.
type Job struct {
	// ID is unique within a plan: "today", "whatif", "engineers-12".
	ID string
	// Replications is how many there are in all.
	Replications int
	// Metrics is how many numbers a replication yields.
	Metrics int
	// Start prepares the simulation and returns the function that runs
	// replication r, writing Metrics numbers into out. It may be called once
	// per worker; the returned function is not for concurrent use.
	Start func() (run func(r int, out []float64), err error)
}

// Results holds what has been simulated so far. The zero value holds nothing.
type Results struct {
	// Jobs in the order of the plan.
	Jobs []JobResult
	// Done says that every replication of every job is in.
	Done bool
	// Earlier holds today's numbers as an earlier simulation has found them, by the ID of
	// their figure, until the runs of today are in. EarlierWhatIf holds what-if's numbers;
	// [Results.WithToday] drops them.
	Earlier, EarlierWhatIf map[string]*stats.Estimate
	// Notebook keeps what views worked out for the next ones; nil where nobody
	// looks twice.
	Notebook *Notebook
}

// JobResult is the replications of one job, from the first up to the last one
// that leaves no gap.
type JobResult struct {
	ID           string
	Metrics      int
	Replications int       // complete ones, from number 0
	Values       []float64 // Replications × Metrics, row by row
}

// Job returns the results of the job called id, which are empty if there are
// none.
func (r Results) Job(id string) JobResult {
	for _, j := range r.Jobs {
		if j.ID == id {
			return j
		}
	}
	return JobResult{ID: id}
}

// todayID and whatIfID are the ids of the simulations of the two settings.
const (
	todayID  = "today"
	whatIfID = "whatif"
)

// WithToday returns r with the simulation of today's setting that old has, where r has
// less of it. Old must be of a state with the same setting today and the same seed: what
// is known of it stays while what-if moves.
func (r Results) WithToday(old Results) Results {
	r.Earlier = old.Earlier
	known := old.Job(todayID)
	if r.Job(todayID).Replications >= known.Replications {
		return r
	}
	jobs := make([]JobResult, 0, len(r.Jobs)+1)
	for _, j := range r.Jobs {
		if j.ID != todayID {
			jobs = append(jobs, j)
		}
	}
	r.Jobs = append(jobs, known)
	return r
}

// Replications returns how many replications of all jobs are in.
func (r Results) Replications() int {
	n := 0
	for _, j := range r.Jobs {
		n += j.Replications
	}
	return n
}

// column returns metric m of every replication.
func (j JobResult) column(m int) []float64 {
	xs := make([]float64, j.Replications)
	for i := range xs {
		xs[i] = j.Values[i*j.Metrics+m]
	}
	return xs
}

// Run runs every job of a plan here and now, in order. It is what the command
// line and the build use; the page spreads the same replications over its workers.
func Run(plan []Job) (Results, error) {
	r := Results{Jobs: make([]JobResult, len(plan)), Done: true}
	for i, job := range plan {
		run, err := job.Start()
		if err != nil {
			return Results{}, err
		}
		values := make([]float64, job.Replications*job.Metrics)
		for k := range job.Replications {
			run(k, values[k*job.Metrics:(k+1)*job.Metrics])
		}
		r.Jobs[i] = JobResult{ID: job.ID, Metrics: job.Metrics, Replications: job.Replications, Values: values}
	}
	return r, nil
}

// Confidence is the level of every interval on a page.
const Confidence = 0.95
