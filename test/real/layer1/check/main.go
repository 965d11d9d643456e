// Command check reads a Layer 1 bundle the way its users' tools do: kustomize builds it, every object is decoded strictly
// into the types of the Kubernetes API, and Alloy's own parser reads the gateway's configuration. What it finds wrong goes to
// standard error; what it found goes to standard output, a line per object and component.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/parser"
	"github.com/grafana/alloy/syntax/printer"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

func main() {
	directory := os.Args[1]
	failed := false
	for _, check := range []func(string) error{checkManifests, checkAlloy} {
		if err := check(directory); err != nil {
			fmt.Fprintln(os.Stderr, err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}

func checkManifests(directory string) error {
	built, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), directory)
	if err != nil {
		return fmt.Errorf("kustomize: %w", err)
	}
	scheme := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{corev1.AddToScheme, appsv1.AddToScheme, rbacv1.AddToScheme} {
		if err := add(scheme); err != nil {
			return err
		}
	}
	decoder := serializer.NewCodecFactory(scheme, serializer.EnableStrict).UniversalDeserializer()
	for _, resource := range built.Resources() {
		text, err := resource.AsYAML()
		if err != nil {
			return err
		}
		if _, _, err := decoder.Decode(text, nil, nil); err != nil {
			return fmt.Errorf("%s %s: %w", resource.GetKind(), resource.GetName(), err)
		}
		fmt.Println("object", resource.GetKind(), resource.GetNamespace()+"/"+strings.SplitN(resource.GetName(), "-config-", 2)[0])
	}
	return nil
}

func checkAlloy(directory string) error {
	path := filepath.Join(directory, "config.alloy")
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	file, err := parser.ParseFile(path, text)
	if err != nil {
		return fmt.Errorf("alloy: %w", err)
	}
	var formatted bytes.Buffer
	if err := printer.Fprint(&formatted, file); err != nil {
		return err
	}
	if got := formatted.String(); strings.TrimSpace(got) != strings.TrimSpace(string(text)) {
		return fmt.Errorf("alloy: %s is not as `alloy fmt` writes it:\n%s", path, got)
	}
	for _, statement := range file.Body {
		if block, ok := statement.(*ast.BlockStmt); ok {
			fmt.Println("component", block.GetBlockName(), block.Label)
		}
	}
	return nil
}
