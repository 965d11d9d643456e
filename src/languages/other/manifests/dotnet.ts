import { dependenciesMatching, type Manifest, type ManifestReader, type Trait, without } from './manifest.js';

/** *.csproj, *.fsproj and *.vbproj. The SDK counts as a dependency. */
export const dotnet: ManifestReader = {
  matches: (name) => /\.(cs|fs|vb)proj$/.test(name),
  read(text): Manifest {
    const bare = without(text, /<!--[\s\S]*?-->/g);
    const dependencies = [
      ...dependenciesMatching(bare, /<Project\s[^>]*Sdk\s*=\s*"([\w.]+)/g),
      ...dependenciesMatching(
        bare,
        /<(?:PackageReference|FrameworkReference)\s[^>]*Include\s*=\s*"([\w.-]+)"/g,
      ),
    ];
    const references = dependenciesMatching(bare, /<ProjectReference\s[^>]*Include\s*=\s*"([^"]+)"/g);
    return {
      family: 'dotnet',
      dependencies,
      traits: traitsOf(
        bare,
        dependencies.map(({ name }) => name),
      ),
      references: references.map(({ name }) => name.replaceAll('\\', '/')),
    };
  },
};

function traitsOf(text: string, names: readonly string[]): Trait[] {
  if (names.some((name) => /^(Microsoft\.NET\.Test\.Sdk|xunit|NUnit|MSTest.*)$/i.test(name))) return ['test'];
  if (/<IsTestProject>\s*true/i.test(text)) return ['test'];
  if (names.some((name) => /BlazorWebAssembly|^Xamarin|\.Maui/.test(name)) || /<UseMaui>\s*true/i.test(text))
    return ['client'];
  if (/<IsAspireHost>\s*true/i.test(text) || names.some((name) => /^Aspire\.(AppHost|Hosting)/.test(name)))
    return ['tool'];
  if (/<PackAsTool>\s*true/i.test(text)) return ['tool'];
  if (names.includes('Microsoft.NET.Sdk.Worker')) return ['worker'];
  if (names.includes('Microsoft.NET.Sdk.Web'))
    return /<OutputType>\s*Library/i.test(text) ? ['library'] : ['web'];
  return /<OutputType>\s*(Win)?Exe/i.test(text) ? [] : ['library'];
}
