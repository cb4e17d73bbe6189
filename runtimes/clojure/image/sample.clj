(require '[clojure.string :as str]
         '[clojure.set :as set])

(defn two-sum [numbers target]
  (reduce (fn [seen [i n]]
            (if-let [j (seen (- target n))] (reduced [j i]) (assoc seen n i)))
          {} (map-indexed vector numbers)))

(defmulti area :shape)
(defmethod area :circle [{:keys [radius]}] (* Math/PI radius radius))
(defrecord Person [name age])

(println (two-sum [1 2 3] 5) (area {:shape :circle :radius 1}))
(println (->> ["b" "a"] sort (map str/upper-case) (str/join ", ")) (set/union #{1} #{2}))
(println (group-by :age [(->Person "Ada" 36)]) (format "%.2f" 1.5) (read-line))
(doseq [x (range 2) :let [y (* x x)]] (println x y))
(let [a (atom 0)] (dotimes [_ 3] (swap! a inc)) (println @a))
(println (try (throw (ex-info "broken" {:n 1})) (catch Exception e (ex-message e))))
