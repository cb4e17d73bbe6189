# Run with sh -eu. Go brings its library as source only, and sandboxes cannot keep a build cache: the library is compiled
# here, and a list says where each package is, so that a program takes one call of the compiler and one of the linker.
ln -s /usr/lib/go-1.24/bin/go /usr/lib/go-1.24/bin/gofmt /usr/local/bin/
export CGO_ENABLED=0 GOCACHE=/box/go HOME=/tmp GOTOOLCHAIN=local
go build std
mkdir -p library
go list -export -f '{{if .Export}}{{.ImportPath}} {{.Export}}{{end}}' std | while read -r name file; do
    mkdir -p "library/$(dirname "$name")"
    mv "$file" "library/$name.a"
    echo "packagefile $name=/box/library/$name.a"
done >importcfg
rm -rf go /usr/lib/go-1.24/pkg/tool/*/pprof /usr/lib/go-1.24/pkg/tool/*/trace /usr/lib/go-1.24/pkg/tool/*/cover
chmod 0755 compile.sh
