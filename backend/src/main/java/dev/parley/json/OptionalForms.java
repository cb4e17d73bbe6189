package dev.parley.json;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.ReferenceTypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.ReferenceTypeSerializer;
import com.fasterxml.jackson.databind.type.ReferenceType;
import com.fasterxml.jackson.databind.type.TypeBindings;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.type.TypeModifier;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.lang.reflect.Type;
import java.util.Optional;

/** An {@link Optional} is its value or is left out; a null counts as left out. */
final class OptionalForms extends SimpleModule {

  private static final long serialVersionUID = 1L;

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addTypeModifier(new AsReference());
    context.addSerializers(new Writers());
    context.addDeserializers(new Readers());
  }

  /** Tells Jackson that an Optional is a reference to something, not a bean. */
  private static final class AsReference extends TypeModifier {
    @Override
    public JavaType modifyType(
        JavaType type, Type jdkType, TypeBindings bindings, TypeFactory factory) {
      return type.hasRawClass(Optional.class) && !type.isReferenceType()
          ? ReferenceType.upgradeFrom(type, type.containedTypeOrUnknown(0))
          : type;
    }
  }

  private static final class Writers extends Serializers.Base {
    @Override
    public JsonSerializer<?> findReferenceSerializer(
        SerializationConfig config,
        ReferenceType type,
        BeanDescription bean,
        TypeSerializer typeSerializer,
        JsonSerializer<Object> content) {
      return type.hasRawClass(Optional.class)
          ? new Writer(
              type, config.isEnabled(MapperFeature.USE_STATIC_TYPING), typeSerializer, content)
          : null;
    }
  }

  private static final class Readers extends Deserializers.Base {
    @Override
    public JsonDeserializer<?> findReferenceDeserializer(
        ReferenceType type,
        DeserializationConfig config,
        BeanDescription bean,
        TypeDeserializer typeDeserializer,
        JsonDeserializer<?> content) {
      return type.hasRawClass(Optional.class)
          ? new Reader(type, null, typeDeserializer, content)
          : null;
    }
  }

  private static final class Writer extends ReferenceTypeSerializer<Optional<?>> {

    private static final long serialVersionUID = 1L;

    Writer(
        ReferenceType type,
        boolean staticTyping,
        TypeSerializer typeSerializer,
        JsonSerializer<Object> content) {
      super(type, staticTyping, typeSerializer, content);
    }

    private Writer(
        Writer base,
        BeanProperty property,
        TypeSerializer typeSerializer,
        JsonSerializer<?> content,
        NameTransformer unwrapper,
        Object suppressable,
        boolean suppressNulls) {
      super(base, property, typeSerializer, content, unwrapper, suppressable, suppressNulls);
    }

    @Override
    protected ReferenceTypeSerializer<Optional<?>> withResolved(
        BeanProperty property,
        TypeSerializer typeSerializer,
        JsonSerializer<?> content,
        NameTransformer unwrapper) {
      return new Writer(
          this, property, typeSerializer, content, unwrapper, _suppressableValue, _suppressNulls);
    }

    @Override
    public ReferenceTypeSerializer<Optional<?>> withContentInclusion(
        Object suppressable, boolean suppressNulls) {
      return new Writer(
          this,
          _property,
          _valueTypeSerializer,
          _valueSerializer,
          _unwrapper,
          suppressable,
          suppressNulls);
    }

    @Override
    protected boolean _isValuePresent(Optional<?> value) {
      return value.isPresent();
    }

    @Override
    protected Object _getReferenced(Optional<?> value) {
      return value.orElseThrow();
    }

    @Override
    protected Object _getReferencedIfPresent(Optional<?> value) {
      return value.orElse(null);
    }
  }

  private static final class Reader extends ReferenceTypeDeserializer<Optional<?>> {

    private static final long serialVersionUID = 1L;

    Reader(
        JavaType type,
        ValueInstantiator instantiator,
        TypeDeserializer typeDeserializer,
        JsonDeserializer<?> content) {
      super(type, instantiator, typeDeserializer, content);
    }

    @Override
    protected ReferenceTypeDeserializer<Optional<?>> withResolved(
        TypeDeserializer typeDeserializer, JsonDeserializer<?> content) {
      return new Reader(_fullType, _valueInstantiator, typeDeserializer, content);
    }

    @Override
    public Optional<?> getNullValue(DeserializationContext context) {
      return Optional.empty();
    }

    @Override
    public Optional<?> referenceValue(Object contents) {
      return Optional.ofNullable(contents);
    }

    @Override
    public Object getReferenced(Optional<?> reference) {
      return reference.orElse(null);
    }

    @Override
    public Optional<?> updateReference(Optional<?> reference, Object contents) {
      return Optional.ofNullable(contents);
    }
  }
}
