// Makes the compiler, not the program, take all memory and time. The verdict has to speak of compiling.
template <int N, int M>
struct Deep {
  static constexpr long value = Deep<N - 1, M>::value + Deep<N - 1, M + N>::value;
};
template <int M>
struct Deep<0, M> {
  static constexpr long value = M;
};

int main() {
  return static_cast<int>(Deep<800, 0>::value);
}
