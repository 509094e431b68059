module kingman

go 1.26.0

require (
	github.com/go-echarts/go-echarts/v2 v2.6.7
	github.com/hack-pad/safejs v0.1.0
)
