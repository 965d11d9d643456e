/** What a module is called after: its file without extension, or the directory that it is the `index` of. */
export function moduleName(path: string): string {
  const [file = '', directory = ''] = path.split('/').reverse();
  const name = file.replace(/\.\w+$/, '');
  return name === 'index' ? directory : name;
}
