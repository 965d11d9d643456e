// Command oracle prints what go/parser makes of Go files, for comparison with our own parser.
//
// It reads file names from standard input and prints one JSON line for each, in order: whether the file was
// accepted, a hash of its header (package, comments, build constraint, generated mark) and one hash per
// declaration. With -dump it prints the texts behind the hashes instead.
package main

import (
	"bufio"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"flag"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"sync"
)

type verdict struct {
	Path   string   `json:"path"`
	OK     bool     `json:"ok"`
	Error  string   `json:"error,omitempty"`
	Header string   `json:"header"`
	Decls  []string `json:"decls"`
}

func main() {
	asText := flag.Bool("dump", false, "print texts instead of hashes")
	flag.Parse()
	var paths []string
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		paths = append(paths, lines.Text())
	}
	verdicts := make([]verdict, len(paths))
	work := make(chan int)
	var group sync.WaitGroup
	for range 4 {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range work {
				verdicts[i] = judge(paths[i], *asText)
			}
		}()
	}
	for i := range paths {
		work <- i
	}
	close(work)
	group.Wait()
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for _, v := range verdicts {
		if err := encoder.Encode(v); err != nil {
			panic(err)
		}
	}
}

// judge parses one file. Declarations are dumped even when there are errors, as far as go/parser gives any.
func judge(path string, asText bool) verdict {
	v := verdict{Path: path, Decls: []string{}}
	src, err := os.ReadFile(path)
	if err != nil {
		v.Error = err.Error()
		return v
	}
	// A private file set, so that //line directives and other files cannot move positions.
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, src, parser.ParseComments|parser.SkipObjectResolution)
	v.OK = err == nil
	if err != nil {
		v.Error = err.Error()
		return v
	}
	d := &dumper{src: src, file: fset.File(file.Package)}
	digest := func() string {
		text := string(d.out)
		d.out = d.out[:0]
		if asText {
			return text
		}
		sum := md5.Sum([]byte(text))
		return hex.EncodeToString(sum[:])
	}
	d.header(file)
	v.Header = digest()
	for _, decl := range file.Decls {
		d.decl(decl)
		v.Decls = append(v.Decls, digest())
	}
	return v
}

// dumper writes nodes in preorder as `kind start end words…` lines, with byte offsets.
type dumper struct {
	src  []byte
	file *token.File
	out  []byte
}

func (d *dumper) offset(pos token.Pos) int { return int(pos) - d.file.Base() }

func (d *dumper) line(kind string, start, end int, words ...string) {
	d.out = append(d.out, kind...)
	d.out = append(d.out, ' ')
	d.out = strconv.AppendInt(d.out, int64(start), 10)
	d.out = append(d.out, ' ')
	d.out = strconv.AppendInt(d.out, int64(end), 10)
	d.words(words...)
}

// words ends the line that has been begun.
func (d *dumper) words(words ...string) {
	for _, word := range words {
		d.out = append(d.out, ' ')
		d.out = append(d.out, word...)
	}
	d.out = append(d.out, '\n')
}

func (d *dumper) header(file *ast.File) {
	build := ""
	for _, group := range file.Comments {
		for _, comment := range group.List {
			start, end := d.comment(comment)
			d.line("Comment", start, end)
			text := string(d.src[start:end])
			if build == "" && comment.Pos() < file.Package && constraint.IsGoBuild(text) {
				build = strings.TrimRight(text, " \t\r")
			}
		}
	}
	d.out = append(d.out, "Package "...)
	d.out = strconv.AppendInt(d.out, int64(d.offset(file.Name.Pos())), 10)
	d.words(file.Name.Name, strconv.FormatBool(ast.IsGenerated(file)), build)
	for _, spec := range file.Imports {
		d.spec(spec, nil, 0)
	}
}

// comment finds a comment's range in the source: its text in the tree has lost carriage returns.
func (d *dumper) comment(comment *ast.Comment) (start, end int) {
	start = d.offset(comment.Pos())
	rest := string(d.src[start:])
	if comment.Text[1] == '*' {
		return start, start + strings.Index(rest[2:], "*/") + 4
	}
	if newline := strings.IndexByte(rest, '\n'); newline >= 0 {
		rest = rest[:newline]
	}
	return start, start + len(strings.TrimSuffix(rest, "\r"))
}

func (d *dumper) doc(group *ast.CommentGroup) string {
	if group == nil {
		return "none"
	}
	start, _ := d.comment(group.List[0])
	_, end := d.comment(group.List[len(group.List)-1])
	return strconv.Itoa(start) + "-" + strconv.Itoa(end)
}
