declare module 'rulebook:training' {
  const set: import('../../policy/model.ts').PolicySet;
  export default set;
}
