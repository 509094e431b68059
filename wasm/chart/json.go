package chart

import "kingman/wasm/json"

// json writes the frame as the script that draws reads it.
func (f *Frame) json() ([]byte, error) {
	var w json.Writer
	w.Object()
	f.Grid.write(w.Name("grid"))
	f.X.write(w.Name("x"))
	f.Y.write(w.Name("y"))
	w.Name("font").Float(f.Font)
	w.Name("labels").Array()
	for i := range f.Labels {
		f.Labels[i].write(&w)
	}
	w.End()
	w.Name("lengths").Array()
	for _, n := range f.Lengths {
		w.Int(n)
	}
	w.End()
	w.Name("on").Array()
	for _, n := range f.On {
		w.Int(n)
	}
	w.End()
	w.End()
	return w.Bytes()
}

func (g *Grid) write(w *json.Writer) {
	w.Object()
	w.Name("left").Float(g.Left)
	w.Name("right").Float(g.Right)
	w.Name("top").Float(g.Top)
	w.Name("bottom").Float(g.Bottom)
	w.End()
}

func (a *Axis) write(w *json.Writer) {
	w.Object()
	w.Name("min").Float(a.Min)
	w.Name("max").Float(a.Max)
	w.Name("at").Floats(a.At)
	w.Name("text").Texts(a.Text)
	w.End()
}

func (l *Label) write(w *json.Writer) {
	w.Object()
	w.Name("of").Int(l.Of)
	w.Name("item").Int(l.Item)
	w.Name("text").Text(l.Text)
	w.Name("x").Float(l.X)
	w.Name("align").Text(string(l.Align))
	w.Name("y").Float(l.Y)
	w.Name("colour").Text(l.Colour)
	w.Name("size").Float(l.Size)
	w.Name("strong").Bool(l.Strong)
	w.End()
}
