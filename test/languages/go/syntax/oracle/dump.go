package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"strconv"
)

func (d *dumper) node(n ast.Node, kind string, words ...string) {
	d.line(kind, d.offset(n.Pos()), d.offset(n.End()), words...)
}

func (d *dumper) none() { d.out = append(d.out, "none\n"...) }

func (d *dumper) count(n int) { d.out = append(d.out, strconv.Itoa(n)+"\n"...) }

func (d *dumper) decl(decl ast.Decl) {
	switch n := decl.(type) {
	case *ast.FuncDecl:
		d.node(n, "FuncDecl", d.doc(n.Doc))
		d.fields(n.Recv)
		d.expr(n.Name)
		d.fields(n.Type.TypeParams)
		d.expr(n.Type)
		if n.Body == nil {
			d.none()
		} else {
			d.stmt(n.Body)
		}
	case *ast.GenDecl:
		d.node(n, "GenDecl", n.Tok.String(), strconv.FormatBool(n.Lparen.IsValid()), d.doc(n.Doc))
		d.count(len(n.Specs))
		for i, spec := range n.Specs {
			d.spec(spec, n, i)
		}
	default:
		panic(fmt.Sprintf("%T", decl))
	}
}

func (d *dumper) spec(spec ast.Spec, decl *ast.GenDecl, iota int) {
	switch n := spec.(type) {
	case *ast.ImportSpec:
		alias := ""
		if n.Name != nil {
			alias = n.Name.Name
		}
		start, end := d.offset(n.Path.Pos()), d.offset(n.Path.End())
		d.node(n, "ImportSpec", alias, string(d.src[start+1:end-1]), strconv.Itoa(start))
	case *ast.TypeSpec:
		doc := n.Doc
		if !decl.Lparen.IsValid() {
			doc = decl.Doc
		}
		d.node(n, "TypeSpec", strconv.FormatBool(n.Assign.IsValid()), d.doc(doc))
		d.expr(n.Name)
		d.fields(n.TypeParams)
		d.expr(n.Type)
	case *ast.ValueSpec:
		d.node(n, "ValueSpec", strconv.Itoa(iota))
		d.idents(n.Names)
		d.optional(n.Type)
		d.exprs(n.Values)
	}
}

func (d *dumper) fields(list *ast.FieldList) {
	if list == nil {
		d.none()
		return
	}
	d.node(list, "FieldList", strconv.FormatBool(list.Opening.IsValid()))
	d.count(len(list.List))
	for _, field := range list.List {
		d.node(field, "Field")
		d.idents(field.Names)
		d.expr(field.Type)
		if field.Tag == nil {
			d.none()
		} else {
			d.expr(field.Tag)
		}
	}
}

func (d *dumper) idents(list []*ast.Ident) {
	d.count(len(list))
	for _, ident := range list {
		d.expr(ident)
	}
}

func (d *dumper) exprs(list []ast.Expr) {
	d.count(len(list))
	for _, x := range list {
		d.expr(x)
	}
}

func (d *dumper) optional(x ast.Expr) {
	if x == nil {
		d.none()
		return
	}
	d.expr(x)
}

var literalKinds = map[token.Token]string{
	token.INT: "int", token.FLOAT: "float", token.IMAG: "imaginary", token.CHAR: "rune", token.STRING: "string",
}

func (d *dumper) expr(x ast.Expr) {
	switch n := x.(type) {
	case *ast.Ident:
		d.node(n, "Ident", n.Name)
	case *ast.BasicLit:
		d.node(n, "BasicLit", literalKinds[n.Kind], string(d.src[d.offset(n.Pos()):d.offset(n.End())]))
	case *ast.CompositeLit:
		d.node(n, "CompositeLit", strconv.Itoa(d.offset(n.Lbrace)))
		d.optional(n.Type)
		d.exprs(n.Elts)
	case *ast.FuncLit:
		d.node(n, "FuncLit")
		d.expr(n.Type)
		d.stmt(n.Body)
	case *ast.ParenExpr:
		d.node(n, "ParenExpr")
		d.expr(n.X)
	case *ast.SelectorExpr:
		d.node(n, "SelectorExpr")
		d.expr(n.X)
		d.expr(n.Sel)
	case *ast.IndexExpr:
		d.node(n, "IndexExpr", strconv.Itoa(d.offset(n.Lbrack)))
		d.expr(n.X)
		d.exprs([]ast.Expr{n.Index})
	case *ast.IndexListExpr:
		d.node(n, "IndexExpr", strconv.Itoa(d.offset(n.Lbrack)))
		d.expr(n.X)
		d.exprs(n.Indices)
	case *ast.SliceExpr:
		d.node(n, "SliceExpr")
		d.expr(n.X)
		d.optional(n.Low)
		d.optional(n.High)
		d.optional(n.Max)
	case *ast.TypeAssertExpr:
		d.node(n, "TypeAssertExpr")
		d.expr(n.X)
		d.optional(n.Type)
	case *ast.CallExpr:
		d.node(n, "CallExpr", strconv.Itoa(d.offset(n.Lparen)), strconv.FormatBool(n.Ellipsis.IsValid()))
		d.expr(n.Fun)
		d.exprs(n.Args)
	case *ast.StarExpr:
		d.node(n, "StarExpr")
		d.expr(n.X)
	case *ast.UnaryExpr:
		d.node(n, "UnaryExpr", n.Op.String())
		d.expr(n.X)
	case *ast.BinaryExpr:
		d.node(n, "BinaryExpr", n.Op.String(), strconv.Itoa(d.offset(n.OpPos)))
		d.expr(n.X)
		d.expr(n.Y)
	case *ast.KeyValueExpr:
		d.node(n, "KeyValueExpr")
		d.expr(n.Key)
		d.expr(n.Value)
	default:
		d.typeExpr(x)
	}
}

var directions = map[ast.ChanDir]string{
	ast.SEND: "send", ast.RECV: "receive", ast.SEND | ast.RECV: "both",
}

func (d *dumper) typeExpr(x ast.Expr) {
	switch n := x.(type) {
	case *ast.Ellipsis:
		d.node(n, "Ellipsis")
		d.optional(n.Elt)
	case *ast.ArrayType:
		d.node(n, "ArrayType")
		d.optional(n.Len)
		d.expr(n.Elt)
	case *ast.StructType:
		d.node(n, "StructType")
		d.fields(n.Fields)
	case *ast.FuncType:
		d.node(n, "FuncType")
		d.fields(n.Params)
		d.fields(n.Results)
	case *ast.InterfaceType:
		d.node(n, "InterfaceType")
		d.fields(n.Methods)
	case *ast.MapType:
		d.node(n, "MapType")
		d.expr(n.Key)
		d.expr(n.Value)
	case *ast.ChanType:
		arrow := -1
		if n.Arrow.IsValid() {
			arrow = d.offset(n.Arrow)
		}
		d.node(n, "ChanType", directions[n.Dir], strconv.Itoa(arrow))
		d.expr(n.Value)
	default:
		panic(fmt.Sprintf("%T", x))
	}
}

func (d *dumper) stmts(list []ast.Stmt) {
	d.count(len(list))
	for _, s := range list {
		d.stmt(s)
	}
}

func (d *dumper) maybe(s ast.Stmt) {
	if s == nil {
		d.none()
		return
	}
	d.stmt(s)
}

// brace is where the body of a switch or select opens; in our tree the cases have no block of their own.
func (d *dumper) brace(body *ast.BlockStmt) string { return strconv.Itoa(d.offset(body.Lbrace)) }

func (d *dumper) stmt(s ast.Stmt) {
	switch n := s.(type) {
	case *ast.DeclStmt:
		d.node(n, "DeclStmt")
		d.decl(n.Decl)
	case *ast.EmptyStmt:
		d.node(n, "EmptyStmt", strconv.FormatBool(n.Implicit))
	case *ast.LabeledStmt:
		d.node(n, "LabeledStmt")
		d.expr(n.Label)
		d.stmt(n.Stmt)
	case *ast.ExprStmt:
		d.node(n, "ExprStmt")
		d.expr(n.X)
	case *ast.SendStmt:
		d.node(n, "SendStmt")
		d.expr(n.Chan)
		d.expr(n.Value)
	case *ast.IncDecStmt:
		d.node(n, "IncDecStmt", n.Tok.String())
		d.expr(n.X)
	case *ast.AssignStmt:
		d.node(n, "AssignStmt", n.Tok.String(), strconv.Itoa(d.offset(n.TokPos)))
		d.exprs(n.Lhs)
		d.exprs(n.Rhs)
	case *ast.GoStmt:
		d.node(n, "GoStmt")
		d.expr(n.Call)
	case *ast.DeferStmt:
		d.node(n, "DeferStmt")
		d.expr(n.Call)
	case *ast.ReturnStmt:
		d.node(n, "ReturnStmt")
		d.exprs(n.Results)
	case *ast.BranchStmt:
		d.node(n, "BranchStmt", n.Tok.String())
		if n.Label == nil {
			d.none()
		} else {
			d.expr(n.Label)
		}
	case *ast.BlockStmt:
		d.node(n, "Block")
		d.stmts(n.List)
	default:
		d.control(s)
	}
}

func (d *dumper) control(s ast.Stmt) {
	switch n := s.(type) {
	case *ast.IfStmt:
		d.node(n, "IfStmt")
		d.maybe(n.Init)
		d.expr(n.Cond)
		d.stmt(n.Body)
		d.maybe(n.Else)
	case *ast.SwitchStmt:
		d.node(n, "SwitchStmt", d.brace(n.Body))
		d.maybe(n.Init)
		d.optional(n.Tag)
		d.stmts(n.Body.List)
	case *ast.TypeSwitchStmt:
		d.node(n, "TypeSwitchStmt", d.brace(n.Body))
		d.maybe(n.Init)
		d.stmt(n.Assign)
		d.stmts(n.Body.List)
	case *ast.CaseClause:
		d.node(n, "CaseClause", strconv.FormatBool(n.List == nil), strconv.Itoa(d.offset(n.Colon)))
		d.exprs(n.List)
		d.stmts(n.Body)
	case *ast.SelectStmt:
		d.node(n, "SelectStmt", d.brace(n.Body))
		d.stmts(n.Body.List)
	case *ast.CommClause:
		d.node(n, "CommClause", strconv.Itoa(d.offset(n.Colon)))
		d.maybe(n.Comm)
		d.stmts(n.Body)
	case *ast.ForStmt:
		d.node(n, "ForStmt")
		d.maybe(n.Init)
		d.optional(n.Cond)
		d.maybe(n.Post)
		d.stmt(n.Body)
	case *ast.RangeStmt:
		op := "none"
		if n.Key != nil {
			op = n.Tok.String()
		}
		d.node(n, "RangeStmt", op)
		d.optional(n.Key)
		d.optional(n.Value)
		d.expr(n.X)
		d.stmt(n.Body)
	default:
		panic(fmt.Sprintf("%T", s))
	}
}
