import {
  dependenciesMatching,
  type Family,
  type Manifest,
  type ManifestReader,
  type Trait,
  without,
} from './manifest.js';
import { keysOfTables } from './toml-sections.js';

function manifest(family: Family, dependencies: Manifest['dependencies'], traits: Trait[] = []): Manifest {
  return { family, dependencies, traits };
}

/** Gemfile, without the groups for development and tests; *.gemspec. */
export const ruby: ManifestReader = {
  matches: (name) => name === 'Gemfile' || name.endsWith('.gemspec'),
  read(text, name): Manifest {
    const bare = without(
      without(text, /^\s*#.*$/gm),
      /^\s*group\b[^\n]*:(?:development|test)\b[\s\S]*?^\s*end\b/gm,
    );
    const dependencies = dependenciesMatching(
      bare,
      /(?:^\s*gem|add_(?:runtime_)?dependency)[\s(]+["']([\w.-]+)["'](?![^\n]*group:?\s*(?:=>)?\s*\[?:(?:development|test))/gm,
    );
    return manifest('ruby', dependencies, name.endsWith('.gemspec') ? ['library'] : []);
  },
};

/** composer.json, without require-dev. */
export const php: ManifestReader = {
  matches: (name) => name === 'composer.json',
  read(text): Manifest {
    const bare = without(text, /"require-dev"\s*:\s*\{[^}]*\}/g);
    const required = dependenciesMatching(bare, /^\s*"([\w.-]+\/[\w.-]+|ext-\w+)"\s*:/gm);
    const type = /"type"\s*:\s*"([\w-]+)"/.exec(text)?.[1];
    return manifest('php', required, type !== undefined && type !== 'project' ? ['library'] : []);
  },
};

/** Cargo.toml; a workspace root without a package of its own lists its members. */
export const rust: ManifestReader = {
  matches: (name) => name === 'Cargo.toml',
  read(text): Manifest {
    const dependencies = keysOfTables(text, /^(target\..*\.)?dependencies$/).map(({ name, line }) => ({
      name: name.replaceAll('_', '-'),
      line,
    }));
    return manifest('rust', dependencies, /^\s*\[package\]/m.test(text) ? [] : ['aggregator']);
  },
};

/** mix.exs and rebar.config. */
export const beam: ManifestReader = {
  matches: (name) => name === 'mix.exs' || name === 'rebar.config',
  read(text): Manifest {
    const bare = without(text, /^\s*[#%].*$/gm);
    const dependencies = dependenciesMatching(bare, /\{\s*:?(\w+)\s*,(?![^}]*only:\s*\[?:(?:dev|test))/g);
    return manifest('beam', dependencies, /apps_path:/.test(bare) ? ['aggregator'] : []);
  },
};

/** CMakeLists.txt, conanfile.txt and .py, vcpkg.json. */
export const cpp: ManifestReader = {
  matches: (name) => /^(CMakeLists\.txt|conanfile\.(txt|py)|vcpkg\.json)$/.test(name),
  read(text, name): Manifest {
    const bare = without(text, /^\s*#.*$/gm);
    if (name === 'CMakeLists.txt') {
      const found = dependenciesMatching(bare, /(?:find_package|pkg_check_modules)\s*\(\s*([\w.+-]+)/gi);
      return manifest('cpp', found, /add_executable\s*\(/i.test(bare) ? [] : ['library']);
    }
    return manifest(
      'cpp',
      dependenciesMatching(bare, /["'\s]([a-z][\w.+-]*)\/\d|"([a-z][a-z0-9-]+)"\s*[,\]]/g),
    );
  },
};

/** Package.swift: a client unless it builds on a server framework. */
export const swift: ManifestReader = {
  matches: (name) => name === 'Package.swift',
  read: (text) => manifest('swift', dependenciesMatching(text, /url:\s*"[^"]*\/([\w.-]+?)(?:\.git)?"/g)),
};

/** pubspec.yaml: Flutter is a client. */
export const dart: ManifestReader = {
  matches: (name) => name === 'pubspec.yaml',
  read(text): Manifest {
    const own = without(text, /^dev_dependencies:[\s\S]*?(?=^\S|(?![\s\S]))/gm);
    const dependencies = dependenciesMatching(own, /^ {2}(\w+):/gm);
    return manifest('dart', dependencies, /^\s+sdk:\s*flutter/m.test(own) ? ['client'] : []);
  },
};

/** *.cabal and Stack's package.yaml. */
export const haskell: ManifestReader = {
  matches: (name) => name.endsWith('.cabal') || name === 'stack.yaml',
  read: (text) =>
    manifest('haskell', dependenciesMatching(text, /(?:^\s*(?:build-depends:|,|-)\s*)([a-z][\w-]*)/gm)),
};
