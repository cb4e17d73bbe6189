#if canImport(Glibc)
import Glibc
#endif

func fail(_ values: [Int], at index: Int) -> Int {
  values[index]
}

setvbuf(stdout, nil, _IONBF, 0)
print("before")
print(fail([1], at: 3))
