// Has the type checker compute without end: every step of this type is twice as large as the one before.
type Twice<Items extends unknown[], Steps extends unknown[] = []> = Steps["length"] extends 990
  ? Items
  : Twice<[...Items, ...Items], [...Steps, 0]>;

const bomb: Twice<[1]> = [1];
console.log(bomb);
