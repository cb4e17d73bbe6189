// Lets the compiler compute for ever, and hold what it computed.
#include <array>

constexpr unsigned long long burn(unsigned long long n) {
  unsigned long long sum = 0;
  for (unsigned long long i = 0; i < n; i++) sum += i * i;
  return sum;
}

template <int N>
struct Burn {
  static constexpr unsigned long long value = burn(900000 + N) + Burn<N - 1>::value;
};
template <>
struct Burn<0> {
  static constexpr unsigned long long value = 0;
};

int main() {
  return static_cast<int>(Burn<800>::value);
}
